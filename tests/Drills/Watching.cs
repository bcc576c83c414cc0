using System.Net;
using System.Text.Json.Nodes;
using StaffFlows.Testing;

namespace StaffFlows.Drills;

/// <summary>What an operator sees of a host: its health page and its log.</summary>
internal static class Watching
{
    /// <summary>Says that there is no wwwroot: the host of a drill is built and not published.</summary>
    private const string OfABuild = "Microsoft.AspNetCore.StaticFiles";

    private static readonly TimeSpan SoonEnough = TimeSpan.FromMinutes(2);

    /// <summary>Waits until the health page says so.</summary>
    public static Task UntilHealthIsAsync(this HostProcess host, string status) =>
        Patience.UntilAsync(async () => (await host.HealthAsync()).Body?["status"]?.GetValue<string>() == status, SoonEnough, $"the health page says {status}\n{host.Log}");

    /// <summary>The part's state on the health page.</summary>
    public static async Task<string> PartAsync(this HostProcess host, string part) => (await host.HealthAsync()).Body!["parts"]![part]!.GetValue<string>();

    public static async Task<IReadOnlyList<string>> TroublesAsync(this HostProcess host) =>
        [.. (await host.HealthAsync()).Body!["troubles"]!.AsArray().Select(t => $"{t!["code"]}: {t["subject"]}")];

    /// <summary>Exactly one line says that the trouble has come, and nothing else complains about anything.</summary>
    public static void ShouldSayOnce(this HostLog log, int mark, string code, string subject)
    {
        var complaints = log.Since(mark).Where(l => l.IsComplaint && !l.Category.StartsWith(OfABuild, StringComparison.Ordinal) && !l.Message.Contains("is over", StringComparison.Ordinal)).Select(l => l.Message).ToList();
        complaints.Count(m => !m.Contains("goes on", StringComparison.Ordinal)).ShouldBe(1, string.Join('\n', complaints));
        complaints[0].ShouldStartWith($"Trouble {code}, {subject}: ");
    }

    /// <summary>A 503 that a caller can act upon: its code, a sentence, and when to ask again.</summary>
    public static async Task ShouldBePostponedAsync(this HttpResponseMessage response, string code)
    {
        response.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        response.Headers.RetryAfter.ShouldNotBeNull().Delta.ShouldNotBeNull().ShouldBeGreaterThan(TimeSpan.Zero);
        var problem = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        problem["code"]!.GetValue<string>().ShouldBe(code);
        problem["detail"]!.GetValue<string>().ShouldNotBe(code);
    }

    /// <summary>Two weeks, so that there is a working day among them whenever the drill is held; far enough ahead, and no two of them touch.</summary>
    public static JsonObject Leave(int number)
    {
        var from = DateOnly.FromDateTime(Patience.Clock.GetUtcNow().UtcDateTime).AddDays(60 + (14 * number));
        return new()
        {
            ["form"] = new JsonObject
            {
                ["type"] = "official", ["from"] = $"{from:yyyy-MM-dd}", ["fromHalf"] = "am", ["to"] = $"{from.AddDays(13):yyyy-MM-dd}", ["toHalf"] = "pm",
                ["reason"] = "外出参会", ["standIn"] = "LX0031", ["contact"] = "16900000000",
            },
            ["draft"] = false,
        };
    }

    public static Task<Answer> StartAsync(this Staff person, string procedure, int number) =>
        person.TryPostAsync($"procedures/{procedure}/cases", Leave(number));
}
