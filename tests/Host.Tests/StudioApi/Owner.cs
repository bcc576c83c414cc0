using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using StaffFlows.Testing;

namespace StaffFlows.Host.Tests.StudioApi;

/// <summary>Somebody in the Studio: the calls that it makes for him, with the session of his browser.</summary>
internal sealed class Owner
{
    private readonly HttpClient client;

    private Owner(HttpClient client) => this.client = client;

    /// <param name="language">What he has switched to.</param>
    public static async Task<Owner> SignInAsync(Hall hall, string userName, string? language = null)
    {
        var visitor = await Visitor.SignInAsync(hall, userName);
        if (language is not null) (await visitor.SubmitAsync("/inbox", "/account/language", ("culture", language), ("returnUrl", "/inbox"))).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        visitor.Client.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        return new(visitor.Client);
    }

    public HttpClient Client => client;

    public async Task<JsonObject> OpenAsync(string definitionId) => (await GetAsync($"workflow-definitions/by-definition-id/{definitionId}?versionOptions=Latest")).AsObject();

    public async Task<JsonNode> GetAsync(string path)
    {
        using var answer = await client.GetAsync(Url(path));
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, path);
        return (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
    }

    /// <summary>As the Studio posts it: everything it has, over and over.</summary>
    public Task<(HttpStatusCode Status, JsonObject Body)> SaveAsync(JsonObject definition, bool publish = false) =>
        PostAsync("workflow-definitions", new JsonObject { ["model"] = definition.DeepClone(), ["publish"] = publish });

    public Task<(HttpStatusCode Status, JsonObject Body)> PostAsync(string path, JsonNode? body = null) => PostTextAsync(path, (body ?? new JsonObject()).ToJsonString());

    public async Task<(HttpStatusCode Status, JsonObject Body)> PostTextAsync(string path, string json)
    {
        using var content = new StringContent(json, System.Text.Encoding.UTF8, "application/json");
        using var answer = await client.PostAsync(Url(path), content);
        var text = await answer.Content.ReadAsStringAsync();
        return (answer.StatusCode, text.StartsWith('{') ? JsonNode.Parse(text)!.AsObject() : []);
    }

    /// <summary>His first finding of what is wrong.</summary>
    public static string Sentence(JsonObject refusal) => refusal["errors"]!.AsArray()[0]!.ToString();

    private static Uri Url(string path) => new($"/elsa/api/{path}", UriKind.Relative);
}
