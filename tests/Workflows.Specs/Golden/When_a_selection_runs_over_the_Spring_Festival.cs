using StaffFlows.Testing;

namespace StaffFlows.Workflows.Specs.Golden;

/// <summary>
/// The same selection on each database leaves the same record, the one of the reviewed file GoldenSelection.txt. Where a change is meant, take
/// the file that the spec has written beside it, and read the difference.
/// </summary>
public sealed class When_a_selection_runs_over_the_Spring_Festival
{
    [Fact]
    public async Task It_leaves_the_reviewed_record() => await RunAsync("SQLite", ("Hall:Profile", "Zhongshan"));

    [PostgreSqlFact]
    public async Task It_leaves_the_same_record_on_PostgreSQL()
    {
        var database = new PostgreSqlDatabase();
        await database.CreateAsync(clock: SpringFestival.OpensAt);
        try
        {
            await RunAsync("PostgreSQL", ("Hall:Profile", "Zhongshan"), ("Database:Provider", "PostgreSql"), ("ConnectionStrings:StaffFlows", database.ConnectionString));
        }
        finally
        {
            await database.DropAsync();
        }
    }

    private static async Task RunAsync(string on, params (string Key, string Value)[] settings)
    {
        await using var hall = await Hall.OpenAsync(SpringFestival.OpensAt, settings: settings);
        var run = new SpringFestival(hall);
        await run.LiveAsync();

        var lived = $"推荐时退回：{run.Refused}\n\n{await SelectionRecord.ReadAsync(hall)}";

        var golden = Activities.Repository.ReadText("tests/Workflows.Specs/Golden/GoldenSelection.txt").ReplaceLineEndings("\n");
        if (lived == golden) return;

        var received = Path.Combine(AppContext.BaseDirectory, $"GoldenSelection.{on}.txt");
        await File.WriteAllTextAsync(received, lived);
        var (ours, theirs) = (lived.Split('\n'), golden.Split('\n'));
        var first = ours.Zip(theirs).TakeWhile(two => two.First == two.Second).Count();
        Assert.Fail($"The selection on {on} differs from line {first + 1} on; all of it is in {received}.\nthen: {theirs.ElementAtOrDefault(first)}\nnow:  {ours.ElementAtOrDefault(first)}");
    }
}
