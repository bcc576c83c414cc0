using System.Text;
using System.Text.Json.Nodes;

namespace StaffFlows.Host.Tests.StudioApi;

/// <summary>
/// The calls of Elsa Studio 3.8.2, as it makes them (<c>Files/calls.json</c>), and the shapes that it was seen to work with
/// (<c>Files/shapes.txt</c>). An answer that lacks a member, or has another kind of value in it, breaks the Studio without a word.
/// </summary>
public sealed class When_the_studio_calls(DesignersHall hall) : IClassFixture<DesignersHall>
{
    public static TheoryData<string> Calls => [.. ReadCalls().Select(call => call["name"]!.ToString())];

    [Theory, MemberData(nameof(Calls))]
    public async Task The_answer_has_the_shape_that_was_approved(string name)
    {
        var call = ReadCalls().Single(c => c["name"]!.ToString() == name);
        using var request = new HttpRequestMessage(new(call["method"]!.ToString()), new Uri($"/elsa/api/{call["path"]}", UriKind.Relative));
        if (call["body"] is { } body) request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");

        using var answer = await hall.First.Client.SendAsync(request);

        var text = await answer.Content.ReadAsStringAsync();
        ((int)answer.StatusCode).ShouldBe(call["status"]!.GetValue<int>(), text);
        var shape = $"# {name}\n{Shape.Of(text.Length > 0 ? JsonNode.Parse(text) : null)}";
        await File.AppendAllTextAsync(Path.Combine(AppContext.BaseDirectory, "shapes.received.txt"), $"{shape}\n");
        shape.ShouldBe(Approved(name), "if the new shape is right, and the Studio works with it, it is taken over from shapes.received.txt beside the tests");
    }

    private static JsonObject[] ReadCalls() => [.. JsonNode.Parse(Read("calls.json"))!.AsArray().Select(call => call!.AsObject())];

    private static string Approved(string name)
    {
        var all = Read("shapes.txt").ReplaceLineEndings("\n");
        var start = all.IndexOf($"# {name}\n", StringComparison.Ordinal);
        return start < 0 ? "" : all[start..(all.IndexOf("\n\n", start, StringComparison.Ordinal) + 1)];
    }

    private static string Read(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "StudioApi", "Files", name));
}
