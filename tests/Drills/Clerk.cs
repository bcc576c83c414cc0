using System.Net;
using System.Text.Json.Nodes;
using StaffFlows.Testing;

namespace StaffFlows.Drills;

/// <summary>
/// One of those who work at once: applies for leave, decides what lies in somebody's inbox, takes back, moves the business clock.
/// Who and what is drawn from a seed; nothing that is refused counts.
/// </summary>
internal sealed class Clerk(HostProcess host, Ledger ledger, LeaveDays days, int seed)
{
    /// <summary>Pairs of a window; the one stands in for the other.</summary>
    private static readonly (string Applicant, string StandIn)[] Pairs =
    [
        ("u028", "u029"), ("u029", "u028"), ("u030", "u031"), ("u031", "u030"),
        ("u035", "u036"), ("u036", "u035"), ("u037", "u038"), ("u038", "u037"),
    ];

    /// <summary>Who decides: stand-ins, window heads, unit leaders and deputies, the centre.</summary>
    private static readonly string[] Deciders =
    [
        "u028", "u029", "u030", "u031", "u035", "u036", "u037", "u038",
        "u021", "u022", "u024", "u025", "u012", "u019", "u013", "u020", "u015", "u016", "u004", "u005",
    ];

    private readonly Random random = new(seed);

    /// <summary>Works until the host is gone.</summary>
    public async Task WorkAsync(CancellationToken over)
    {
        while (!over.IsCancellationRequested && host.IsRunning)
        {
            try
            {
                await ActAsync();
            }
            catch (Exception gone) when (gone is HttpRequestException or IOException or TaskCanceledException)
            {
                await Task.Yield();     // killed, or not able to sign anybody in now
            }
        }
    }

    private Task ActAsync() => random.Next(100) switch
    {
        < 30 => ApplyAsync(),
        < 36 => WaitAsync(),
        < 42 => WithdrawAsync(),
        < 44 => MoveClockAsync(),
        _ => DecideAsync(),
    };

    private Task ApplyAsync()
    {
        var (applicant, standIn) = Pairs[random.Next(Pairs.Length)];
        return AskAsync(new(WishKind.Start, applicant, "procedures/leave/cases", Application(days.Next(applicant), standIn)));
    }

    private Task WaitAsync()
    {
        var (applicant, standIn) = Pairs[random.Next(Pairs.Length)];
        return AskAsync(new(WishKind.Start, applicant, "procedures/drill-wait/cases", Application(days.Next(applicant), standIn)));
    }

    private Task WithdrawAsync() => ledger.AnyStarted(random) is var (id, applicant)
        ? AskAsync(new(WishKind.Withdraw, applicant, $"cases/{id}/withdraw", new() { ["reason"] = "行程取消" }))
        : ApplyAsync();

    private async Task MoveClockAsync() =>
        (await (await host.AsAsync("u010")).TryPostAsync("clock", new { advance = $"PT{random.Next(10, 120)}M" })).ShouldNotBreak();

    private async Task DecideAsync()
    {
        var person = Deciders[random.Next(Deciders.Length)];
        var desk = await host.AsAsync(person);
        if ((await desk.GetAsync("inbox?view=todo&size=50")).ShouldNotBreak().Body?["items"]?.AsArray() is not { Count: > 0 } inbox) return;

        var task = inbox[random.Next(inbox.Count)]!["id"]!.GetValue<Guid>();
        if ((await desk.GetAsync($"tasks/{task}")).ShouldNotBreak().Body?["outcomes"]?.AsArray() is not { Count: > 0 } outcomes) return;

        var outcome = random.Next(100) < 75 ? outcomes[0] : outcomes[random.Next(outcomes.Count)];
        var key = outcome!["key"]!.GetValue<string>();
        if (key == "withdraw") key = "resubmit";
        await AskAsync(new(WishKind.Decide, person, $"tasks/{task}/complete", new() { ["outcome"] = key, ["opinion"] = "情况属实。" }));
    }

    private async Task AskAsync(Wish wish)
    {
        ledger.Add(wish);
        (await wish.AskAsync(host))?.ShouldNotBreak();
    }

    private static JsonObject Application((string Day, string Half) when, string standIn) => new()
    {
        ["form"] = new JsonObject
        {
            ["type"] = "official", ["from"] = when.Day, ["fromHalf"] = when.Half, ["to"] = when.Day, ["toHalf"] = when.Half,
            ["reason"] = "外出参会", ["standIn"] = $"LX0{standIn[1..]}", ["contact"] = "16900000000",
        },
        ["draft"] = false,
    };
}

/// <summary>Half days that nobody else of the pair is away on, so that most applications are in order.</summary>
internal sealed class LeaveDays(DateOnly from)
{
    private readonly Lock gate = new();
    private readonly DateOnly monday = from.AddDays(((int)DayOfWeek.Monday - (int)from.DayOfWeek + 7) % 7);
    private readonly Dictionary<string, int> taken = [];

    public (string Day, string Half) Next(string applicant)
    {
        int count;
        lock (gate) taken[applicant] = count = taken.GetValueOrDefault(applicant) + 1;
        var half = count % 2 == 0 ? "am" : "pm";
        var number = int.Parse(applicant[1..], System.Globalization.CultureInfo.InvariantCulture);
        return ($"{Weekday((count / 2 * 2) + (number % 2)):yyyy-MM-dd}", half);
    }

    private DateOnly Weekday(int number) => monday.AddDays((number / 5 * 7) + (number % 5));
}

internal static class Answers
{
    /// <summary>A refusal is an answer, and "not now" is one if it says why; a fault of the host is none.</summary>
    public static Answer ShouldNotBreak(this Answer answer)
    {
        if (answer is { Status: HttpStatusCode.ServiceUnavailable, Code: "database-away" or "storage-full" }) return answer;
        ((int)answer.Status).ShouldBeLessThan(500, answer.ToString());
        return answer;
    }
}
