using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using StaffFlows.Benchmarks.Procedures;

namespace StaffFlows.Benchmarks.Load;

/// <summary>
/// Signed-in people at one host. Cheap on purpose: bodies are bytes made before, answers are read to their end and not
/// understood, connections are kept.
/// </summary>
internal sealed class Desk : IDisposable
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    private readonly HttpClient client;
    private readonly ConcurrentDictionary<string, AuthenticationHeaderValue> tokens = new();

    public Desk(Uri address) => client = new(new SocketsHttpHandler
    {
        MaxConnectionsPerServer = 256, UseCookies = false, AllowAutoRedirect = false, UseProxy = false, PooledConnectionIdleTimeout = TimeSpan.FromMinutes(10),
    })
    {
        BaseAddress = address, Timeout = TimeSpan.FromMinutes(5),
    };

    public async Task SignInAsync(IEnumerable<string> users, CancellationToken ct)
    {
        foreach (var user in users)
        {
            using var answer = await client.PostAsJsonAsync("/api/v1/auth/token", new { userName = user, password = Staff.Password }, ct);
            answer.EnsureSuccessStatusCode();
            var token = await answer.Content.ReadFromJsonAsync<JsonElement>(ct);
            tokens[user] = new AuthenticationHeaderValue("Bearer", token.GetProperty("accessToken").GetString());
        }
    }

    /// <returns>The new case's id.</returns>
    public async Task<Guid> StartAsync(string procedure, string user, byte[] body, CancellationToken ct)
    {
        using var answer = await SendAsync(HttpMethod.Post, $"/api/v1/procedures/{procedure}/cases", user, body, ct);
        await ExpectAsync(answer, HttpStatusCode.Created, ct);
        return Guid.Parse($"{answer.Headers.Location}"[^36..]);
    }

    public async Task CompleteAsync(Guid task, string user, byte[] body, CancellationToken ct)
    {
        using var answer = await SendAsync(HttpMethod.Post, $"/api/v1/tasks/{task}/complete", user, body, ct);
        await ExpectAsync(answer, HttpStatusCode.OK, ct);
    }

    public async Task GetAsync(string path, string user, CancellationToken ct)
    {
        using var answer = await SendAsync(HttpMethod.Get, path, user, null, ct);
        await ExpectAsync(answer, HttpStatusCode.OK, ct);
    }

    public async Task PostAsync(string path, string user, byte[] body, CancellationToken ct)
    {
        using var answer = await SendAsync(HttpMethod.Post, path, user, body, ct);
        await ExpectAsync(answer, HttpStatusCode.OK, ct);
    }

    /// <summary>For what may be refused.</summary>
    public async Task<HttpStatusCode> TryPostAsync(string path, string user, byte[] body, CancellationToken ct)
    {
        using var answer = await SendAsync(HttpMethod.Post, path, user, body, ct);
        await answer.Content.CopyToAsync(Stream.Null, ct);
        return answer.StatusCode;
    }

    public void Dispose() => client.Dispose();

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string user, byte[]? body, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Authorization = tokens[user];
        if (body is not null)
        {
            request.Headers.TryAddWithoutValidation("Idempotency-Key", $"{Guid.NewGuid():N}");
            request.Content = new ByteArrayContent(body) { Headers = { ContentType = Json } };
        }

        return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
    }

    private static async Task ExpectAsync(HttpResponseMessage answer, HttpStatusCode expected, CancellationToken ct)
    {
        if (answer.StatusCode != expected)
            throw new InvalidOperationException($"{answer.RequestMessage?.RequestUri} answered {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync(ct)}");
        await answer.Content.CopyToAsync(Stream.Null, ct);
    }
}
