using System.Text.Json.Nodes;
using StaffFlows.Testing;
using StaffFlows.Workflows.Specs.Publicity;
using StaffFlows.Workflows.Specs.Selection;

namespace StaffFlows.Workflows.Specs.Registers;

/// <summary>
/// One selection for one place of W04, as the registers keep it: 蓝采薇 (LX0055, U10) came on post on 1 April 2026 although somebody had objected
/// without a name and the filing was given back once; 倪星河 and 殷望舒 (LX0051, LX0052, U05) are reserves. The post has a name that a
/// spreadsheet would take for a formula.
/// </summary>
public sealed class KeptRegisters : IAsyncLifetime
{
    public const string Post = "=HYPERLINK(\"http://evil.example\")";

    public Hall Hall { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Hall = await Hall.OpenAsync(opensAt: HallInMarch.Now);
        var id = (await Hall.TryRecommendAsync(
            [SelectionSteps.Post(title: Post)], [.. new[] { "LX0055", "LX0051", "LX0052" }.Select(person => SelectionSteps.Candidate(person))])).Expect()["id"]!.GetValue<Guid>();
        await Hall.AcceptAsync(id);
        await Hall.ReviewAsync(id);
        (await Hall.TryScheduleAsync(id)).Expect();
        await Hall.DeclareAsync(id);
        await Hall.AdvanceToAsync(SelectionSteps.InterviewAt);
        await Hall.HoldAsync(id);
        await Hall.ScoreAsync(id, ("LX0055", 90), ("LX0051", 80), ("LX0052", 70));
        await Hall.ApproveListAsync(id);

        var publicity = await Hall.PublicisedAsync(id, SelectionSteps.InterviewAt);
        await Hall.ObjectAsync(publicity, "E055", isSigned: false);
        await Hall.ConcludeAsync(await Hall.ObjectionAsync(), "unfounded");
        await Hall.AdvanceToAsync(Hall.At(2026, 3, 25));
        await FileAsync(id);

        var arrival = await Hall.RegisteredAsync(id);
        await Hall.TrainAsync(arrival, 90, new DateOnly(2026, 3, 25));
        await Hall.AdvanceToAsync(Hall.At(2026, 4, 1));
        await Hall.ArriveAsync(arrival, new DateOnly(2026, 4, 1));
    }

    public async Task DisposeAsync() => await Hall.DisposeAsync();

    /// <summary>The rows of a register, as somebody sees them.</summary>
    public async Task<IReadOnlyList<JsonObject>> RowsAsync(string userName, string register, string query = "") =>
        [.. (await (await Hall.AsAsync(userName)).GetAsync($"registers/{register}?{query}")).Expect()["items"]!.AsArray().Select(row => row!.AsObject())];

    /// <summary>One column of them.</summary>
    public async Task<IReadOnlyList<string?>> ColumnAsync(string userName, string register, string column, string query = "") =>
        [.. (await RowsAsync(userName, register, query)).Select(row => row[column]?.ToString())];

    /// <summary>What, what exactly, and by whom, of a row's history.</summary>
    public async Task<IReadOnlyList<string>> HistoryAsync(string userName, string register, string row) =>
        [.. (await (await Hall.AsAsync(userName)).GetAsync($"registers/{register}/{row}/history")).Expect()["items"]!.AsArray().Select(e => $"{e!["what"]}|{e["detail"]}|{e["by"]}")];

    private async Task FileAsync(Guid id)
    {
        await Hall.CarryOutAsync();
        var (filing, report) = (await Hall.ChildAsync(id, "BA-"), new { reportedOn = "2026-03-25" });
        await (await Hall.AsAsync("u018")).DecideAsync(filing, "submit", form: report);
        await (await Hall.AsAsync("u003")).DecideAsync(filing, "correct", "岗位名称有误。");
        await (await Hall.AsAsync("u018")).DecideAsync(filing, "submit", form: report);
        await (await Hall.AsAsync("u003")).DecideAsync(filing, "file", form: new { filingNumber = "临审备 17", filedOn = "2026-03-25" });
        await Hall.CarryOutAsync();
    }
}

internal static class RegisterRows
{
    public static string Text(this JsonObject row, string column) => row[column]!.ToString();
}
