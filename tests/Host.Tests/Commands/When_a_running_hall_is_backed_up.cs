using StaffFlows.Testing;

namespace StaffFlows.Host.Tests.Commands;

/// <summary>The drill: backed up by another process while people work, restored elsewhere, opened, and every case goes on to its end.</summary>
public sealed class When_a_running_hall_is_backed_up : IDisposable
{
    private readonly DirectoryInfo elsewhere = Directory.CreateTempSubdirectory("staffflows-restored-");

    private string Backup => Path.Combine(elsewhere.FullName, "backup.db");

    private string Restored => Path.Combine(elsewhere.FullName, "restored.db");

    [Fact]
    public async Task All_cases_go_on_after_a_restore()
    {
        await using var hall = await Hall.OpenAsync();
        var accepted = await hall.AcceptedAsync("2026-11-30", "2026-11-30");
        var submitted = await hall.SubmittedWithProofAsync("2026-12-01");

        var said = await WhilePeopleWorkAsync(hall, () => Operator.RunsAsync(Drill.Connection(hall.File()), "backup", "--to", Backup));
        said.ExitCode.ShouldBe(0, said.Output + said.Error);
        said.Output.ShouldContain("结果：完好。");
        await hall.FinishAsync(accepted);       // what happens after the copy is not in it

        var restored = await Operator.TypesAsync(Drill.Connection(Restored), "restore", "--from", Backup);
        restored.ExitCode.ShouldBe(0, restored.Output + restored.Error);
        await using var again = await Hall.OpenAsync(settings: ("ConnectionStrings:StaffFlows", Drill.Connection(Restored)));
        (await again.StatusAsync(accepted)).ShouldBe("running", "the copy is older than the decision");
        var cases = (await (await again.AsAsync("u030")).InboxAsync("started")).Select(i => i["caseId"]!.GetValue<Guid>()).ToList();
        cases.ShouldContain(submitted);
        foreach (var leave in cases)
        {
            await again.FinishAsync(leave);
            (await again.StatusAsync(leave)).ShouldBe("approved");
        }

        var verified = await Operator.TypesAsync(Drill.Connection(Restored), "verify");
        verified.ExitCode.ShouldBe(0, verified.Output);
    }

    [Fact]
    public async Task A_restore_never_touches_what_is_in_use_and_keeps_what_it_replaces()
    {
        var hall = await Hall.OpenAsync();
        await using (hall)
        {
            var connection = Drill.Connection(hall.File());
            await hall.SubmittedAsync();
            (await Operator.TypesAsync(connection, "backup", "--to", Backup)).ExitCode.ShouldBe(0);
            (await Operator.TypesAsync(connection, "backup", "--to", Backup)).Error.ShouldContain("已存在");

            var refused = await Operator.TypesAsync(connection, "restore", "--from", Backup, "--replace");
            refused.ExitCode.ShouldBe(2);
            refused.Error.ShouldContain("正被运行中的服务使用");
        }

        var target = Drill.Connection(Restored);
        (await Operator.TypesAsync(target, "restore", "--from", Backup)).ExitCode.ShouldBe(0);
        (await Operator.TypesAsync(target, "restore", "--from", Backup)).Error.ShouldContain("--replace");
        var before = await File.ReadAllBytesAsync(Restored);
        (await Operator.TypesAsync(target, "restore", "--from", Backup, "--replace")).ExitCode.ShouldBe(0);

        var aside = elsewhere.GetFiles("restored.db.2*").ShouldHaveSingleItem();
        (await File.ReadAllBytesAsync(aside.FullName)).ShouldBe(before);
    }

    public void Dispose() => elsewhere.Delete(recursive: true);

    /// <summary>Applications keep coming, one after the other, and are accepted, until the copy is there.</summary>
    private static async Task<Operator.Said> WhilePeopleWorkAsync(Hall hall, Func<Task<Operator.Said>> copy)
    {
        var copying = copy();
        var clerk = await hall.AsAsync("u030");
        for (var day = new DateOnly(2026, 12, 2); day.Year < 2028 && !copying.IsCompleted; day = day.AddDays(1))
        {
            var answer = await clerk.TryApplyForLeaveAsync($"{day:yyyy-MM-dd}", $"{day:yyyy-MM-dd}", Leave.StandIn, type: "personal");
            if ((int)answer.Status < 300) await (await hall.AsAsync("u031")).DecideAsync(answer.Expect()["id"]!.GetValue<Guid>(), "accept");
        }

        return await copying;
    }
}
