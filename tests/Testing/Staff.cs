using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace StaffFlows.Testing;

/// <summary>One signed-in person: what he can do by REST, in the words of the procedures.</summary>
public sealed class Staff(string userName, HttpClient client)
{
    public string UserName => userName;

    /// <summary>For requests that the words below don't cover.</summary>
    public HttpClient Client => client;

    /// <summary>The language that sentences come in; zh-CN unless set.</summary>
    public void Speak(string language) => client.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);

    public async Task<Answer> GetAsync(string path) => await Answer.ReadAsync(await client.GetAsync(Url(path)));

    public async Task<Answer> TryPostAsync(string path, object? body = null, string? idempotencyKey = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Url(path)) { Content = JsonContent.Create(body ?? new { }) };
        if (idempotencyKey is not null) request.Headers.Add("Idempotency-Key", idempotencyKey);
        return await Answer.ReadAsync(await client.SendAsync(request));
    }

    public async Task<JsonNode> PostAsync(string path, object? body = null, string? idempotencyKey = null) =>
        (await TryPostAsync(path, body, idempotencyKey)).Expect();

    /// <summary>Applies for leave; both ends included, whole days unless halves are named.</summary>
    public Task<Answer> TryApplyForLeaveAsync(
        string from, string to, string? standIn, string type = "annual", string fromHalf = "am", string toHalf = "pm", string reason = "回乡探亲", string? idempotencyKey = null) =>
        TryPostAsync("procedures/leave/cases", new { form = new { type, from, fromHalf, to, toHalf, reason, standIn, contact = "16900000000" }, draft = false }, idempotencyKey);

    /// <returns>The case's id.</returns>
    public async Task<Guid> ApplyForLeaveAsync(
        string from, string to, string? standIn, string type = "annual", string fromHalf = "am", string toHalf = "pm", string reason = "回乡探亲") =>
        (await TryApplyForLeaveAsync(from, to, standIn, type, fromHalf, toHalf, reason)).Expect()["id"]!.GetValue<Guid>();

    public async Task<JsonObject> CaseAsync(Guid id) => (await GetAsync($"cases/{id}")).Expect().AsObject();

    public async Task<IReadOnlyList<JsonObject>> InboxAsync(string view = "todo") =>
        [.. (await GetAsync($"inbox?view={view}&size=50")).Expect()["items"]!.AsArray().Select(i => i!.AsObject())];

    /// <summary>The one open task of the case that is his.</summary>
    public async Task<JsonObject> TaskOfAsync(Guid caseId)
    {
        var items = await InboxAsync();
        var item = items.SingleOrDefault(i => i["caseId"]!.GetValue<Guid>() == caseId)
            ?? throw new InvalidOperationException($"{userName} has no task of case {caseId}; his inbox: {string.Join(", ", items.Select(i => $"{i["title"]} / {i["step"]}"))}");
        return (await GetAsync($"tasks/{item["id"]}")).Expect().AsObject();
    }

    public async Task<Answer> TryDecideAsync(Guid caseId, string outcome, string? opinion = null, object? form = null, string? idempotencyKey = null)
    {
        var task = await TaskOfAsync(caseId);
        return await TryPostAsync($"tasks/{task["id"]}/complete", new { outcome, opinion, form }, idempotencyKey);
    }

    public async Task<JsonNode> DecideAsync(Guid caseId, string outcome, string? opinion = null, object? form = null) =>
        (await TryDecideAsync(caseId, outcome, opinion, form)).Expect();

    private static Uri Url(string path) => new(path.StartsWith('/') ? path : $"/api/v1/{path}", UriKind.Relative);
}

/// <summary>An answer of the API: its status and its JSON, null where it has none.</summary>
public sealed record Answer(HttpStatusCode Status, JsonNode? Body)
{
    /// <summary>The stable code of a refusal.</summary>
    public string? Code => Body?["code"]?.GetValue<string>();

    /// <summary>The body of a success; anything else fails the test with what was said.</summary>
    public JsonNode Expect() =>
        (int)Status is >= 200 and < 300 ? Body ?? new JsonObject() : throw new InvalidOperationException($"{(int)Status}: {Body?.ToJsonString()}");

    public static async Task<Answer> ReadAsync(HttpResponseMessage response)
    {
        using (response)
        {
            var text = await response.Content.ReadAsStringAsync();
            var isJson = response.Content.Headers.ContentType?.MediaType?.EndsWith("json", StringComparison.Ordinal) == true;
            return new Answer(response.StatusCode, isJson && text.Length > 0 ? JsonNode.Parse(text) : null);
        }
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{(int)Status} {Body?.ToJsonString()}");
}
