using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using StaffFlows.Testing;

namespace StaffFlows.Drills.Cluster;

/// <summary>
/// Where people sit who come to the hall by one address, whoever answers there. Each wish has its key, and is sent again until the
/// hall has answered it.
/// </summary>
internal sealed class Desks(Uri address) : IDisposable
{
    private static readonly TimeSpan AnswersWithin = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly ConcurrentDictionary<string, Lazy<Task<HttpClient>>> clients = [];
    private readonly ConcurrentBag<HttpClient> opened = [];
    private int again;

    /// <summary>How often somebody had to send a request once more.</summary>
    public int SentAgain => again;

    public void Dispose()
    {
        foreach (var client in opened) client.Dispose();
    }

    /// <summary>Moves business time; answers when everything due on the way has fired.</summary>
    public async Task MoveClockAsync(DateTimeOffset moment) => (await PostAsync("u010", "clock", new { now = moment })).Expect();

    /// <summary>The wish under its key, sent until it is answered; what was refused comes back.</summary>
    public async Task<Answer> PostAsync(string userName, string path, object body, string? key = null)
    {
        var client = await ClientAsync(userName);
        key ??= Guid.NewGuid().ToString("N");
        return await UntilAnsweredAsync(() =>
        {
            var request = new HttpRequestMessage(HttpMethod.Post, Url(path)) { Content = JsonContent.Create(body) };
            request.Headers.Add("Idempotency-Key", key);
            return client.SendAsync(request);
        });
    }

    public async Task<JsonNode> GetAsync(string userName, string path)
    {
        var client = await ClientAsync(userName);
        return (await UntilAnsweredAsync(() => client.GetAsync(Url(path)))).Expect();
    }

    /// <summary>The id of the applicant's case.</summary>
    public async Task<Guid> ApplyAsync(Pair pair, string from, string to, string? key = null) =>
        (await PostAsync(pair.Applicant, "procedures/leave/cases", Wish.Leave(pair, from, to), key)).Expect()["id"]!.GetValue<Guid>();

    /// <summary>The id of his open task of the case; null where he has none.</summary>
    public async Task<Guid?> FindTaskAsync(string userName, Guid caseId)
    {
        for (var page = 1; ; page++)
        {
            var inbox = await GetAsync(userName, $"inbox?view=todo&size=100&page={page}");
            var items = inbox["items"]!.AsArray();
            if (items.FirstOrDefault(i => i!["caseId"]!.GetValue<Guid>() == caseId) is { } item) return item["id"]!.GetValue<Guid>();
            if (items.Count < 100) return null;
        }
    }

    /// <summary>Signed in once, wherever; the session holds on every node.</summary>
    public Task<HttpClient> ClientAsync(string userName) => clients.GetOrAdd(userName, name => new(() => SignInAsync(name))).Value;

    /// <summary>A client of its own with somebody's session, for another address.</summary>
    public async Task<HttpClient> ClientAsync(string userName, Uri elsewhere)
    {
        var client = new HttpClient { BaseAddress = elsewhere };
        client.DefaultRequestHeaders.Authorization = (await ClientAsync(userName)).DefaultRequestHeaders.Authorization;
        return client;
    }

    private static Uri Url(string path) => new($"/api/v1/{path}", UriKind.Relative);

    private async Task<HttpClient> SignInAsync(string userName)
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = address, Timeout = AnswersWithin };
        opened.Add(client);
        var answer = await UntilAnsweredAsync(() => client.PostAsJsonAsync(Url("auth/token"), new { userName, password = "Demo#2026" }));
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", answer.Expect()["accessToken"]!.GetValue<string>());
        return client;
    }

    private async Task<Answer> UntilAnsweredAsync(Func<Task<HttpResponseMessage>> send)
    {
        for (var began = Patience.Clock.GetTimestamp(); ; Interlocked.Increment(ref again))
        {
            try
            {
                var answer = await Answer.ReadAsync(await send());
                if (answer.Status is not (HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout)) return answer;
            }
            catch (Exception cut) when (cut is HttpRequestException or IOException && Patience.Clock.GetElapsedTime(began) < AnswersWithin)
            {
                await Task.Delay(Pause, Patience.Clock);
                continue;
            }

            if (Patience.Clock.GetElapsedTime(began) > AnswersWithin) throw new TimeoutException("The hall does not answer.");
            await Task.Delay(Pause, Patience.Clock);
        }
    }
}

/// <summary>Bodies of requests.</summary>
internal static class Wish
{
    /// <summary>Whole days, both ends included.</summary>
    public static object Leave(Pair pair, string from, string to) => new
    {
        draft = false,
        form = new { type = "annual", from, fromHalf = "am", to, toHalf = "pm", reason = "回乡探亲", standIn = pair.StandInStaffNo, contact = "16900000000" },
    };

    public static object Decision(string outcome, string? opinion = null) => new { outcome, opinion };
}
