using System.Net;
using System.Text.Json.Nodes;
using StaffFlows.Testing;

namespace StaffFlows.Host.Tests;

/// <summary>Starting points: clerk u030 with stand-in u031 (LX0031) at window W04, whose head is u022.</summary>
internal static class Leave
{
    public const string StandIn = "LX0031";

    public static object Form(string from = "2026-11-30", string to = "2026-12-01", string? standIn = StandIn, string type = "annual", string? reason = "回乡探亲") =>
        new { type, from, fromHalf = "am", to, toHalf = "pm", reason, standIn, contact = "16900000000" };

    public static async Task<Guid> SubmittedAsync(this Hall hall, string by = "u030", string from = "2026-11-30", string to = "2026-12-01") =>
        await (await hall.AsAsync(by)).ApplyForLeaveAsync(from, to, StandIn);

    /// <summary>At the window head's.</summary>
    public static async Task<Guid> AcceptedAsync(this Hall hall, string from = "2026-11-30", string to = "2026-12-01")
    {
        var leave = await hall.SubmittedAsync(from: from, to: to);
        await (await hall.AsAsync("u031")).DecideAsync(leave, "accept");
        return leave;
    }

    public static async Task<Guid> TaskIdAsync(this Hall hall, string person, Guid leave) =>
        (await (await hall.AsAsync(person)).TaskOfAsync(leave))["id"]!.GetValue<Guid>();

    public static string Text(this JsonNode node, string name) => node[name]!.GetValue<string>();

    public static void ShouldBeRefused(this Answer answer, HttpStatusCode status, string code)
    {
        answer.Status.ShouldBe(status, answer.ToString());
        answer.Code.ShouldBe(code);
        answer.Body!.Text("detail").ShouldNotBe(code, "a sentence is missing");
    }
}
