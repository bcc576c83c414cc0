using System.Text.Json.Nodes;
using StaffFlows.Testing;

namespace StaffFlows.Workflows.Specs.Leave;

/// <summary>
/// The persons of the leave specs, all of the social-security window W04 of unit U04: clerk u030 with stand-in u031,
/// window head u022, unit leader u013 and deputy u020; u004 directs the centre, u006 is its personnel officer.
/// </summary>
internal static class LeaveSteps
{
    public const string StandIn = "LX0031";

    public static async Task AcceptStandInAsync(this Hall hall, Guid leave, string by = "u031") =>
        await (await hall.AsAsync(by)).DecideAsync(leave, "accept");

    public static async Task AgreeAsync(this Hall hall, Guid leave, params string[] by)
    {
        foreach (var person in by) await (await hall.AsAsync(person)).DecideAsync(leave, "agree", "同意。");
    }

    public static async Task<string> StatusAsync(this Hall hall, Guid leave, string seenBy = "u006") =>
        (await (await hall.AsAsync(seenBy)).CaseAsync(leave))["status"]!.GetValue<string>();

    /// <summary>The names of the steps in the given state, in the timeline's order.</summary>
    public static async Task<IReadOnlyList<string>> StepsAsync(this Hall hall, Guid leave, string state, string seenBy = "u006") =>
        [.. (await (await hall.AsAsync(seenBy)).CaseAsync(leave))["timeline"]!.AsArray()
            .Where(s => s!["state"]!.GetValue<string>() == state)
            .Select(s => s!["step"]!.GetValue<string>())];

    public static async Task<bool> HasTaskAsync(this Hall hall, string person, Guid leave) =>
        (await (await hall.AsAsync(person)).InboxAsync()).Any(t => t["caseId"]!.GetValue<Guid>() == leave);

    public static decimal Days(this JsonObject leave) => leave["form"]!["days"]!.GetValue<decimal>();
}
