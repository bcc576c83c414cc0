using Microsoft.EntityFrameworkCore;
using StaffFlows.Engine.Execution;
using StaffFlows.Persistence.Contract.Providers;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Persistence.Contract;

public sealed class Handovers_on_Sqlite(SqliteProvider provider) : HandoversContract(provider), IClassFixture<SqliteProvider>;

public sealed class Handovers_through_EF(SqliteThroughEf provider) : HandoversContract(provider), IClassFixture<SqliteThroughEf>;

public sealed class Handovers_on_PostgreSql(PostgreSqlProvider provider) : HandoversContract(provider), IClassFixture<PostgreSqlProvider>;

public sealed class Handovers_on_SqlServer(SqlServerProvider provider) : HandoversContract(provider), IClassFixture<SqlServerProvider>;

/// <summary>What happens to a row between its request and its decision.</summary>
public abstract class HandoversContract(Provider provider)
{
    [ContractFact]
    public async Task A_paused_row_is_in_nobodys_hands_until_it_is_handed_over_at_another_bookmark()
    {
        var header = Bursts.Header(Bursts.Person());
        var task = Bursts.Requested(header.CaseId, "E022", "E020");
        await provider.CommitAsync(Bursts.Instance(), Bursts.Opened(header), task);

        await provider.CommitAsync(Bursts.Instance(), new UserTaskPaused(task.TaskId));
        var paused = await TaskAsync(task.TaskId);
        (paused.State, paused.AssigneeId, paused.Candidates.Count).ShouldBe((UserTaskState.Waiting, null, 0));
        var bookmark = new BookmarkId(Guid.CreateVersion7());
        await provider.CommitAsync(Bursts.Instance(), new UserTaskHanded(task.TaskId, bookmark, ["E022"], null, false));

        var handed = await TaskAsync(task.TaskId);
        (handed.State, handed.AssigneeId, handed.BookmarkId).ShouldBe((UserTaskState.Assigned, "E022", bookmark.Value));
        handed.Candidates.ShouldBeEmpty();      // nobody else may claim it
    }

    [ContractFact]
    public async Task A_row_that_waits_its_turn_knows_who_brought_it_in_and_an_urge_is_counted()
    {
        var header = Bursts.Header(Bursts.Person());
        var parent = Bursts.Requested(header.CaseId, "E022");
        var waiting = Bursts.Requested(header.CaseId, "E020") with
        {
            IsWaiting = true, ParentId = parent.TaskId, AskedAs = AskedAs.After, AskedById = "E022", Rights = TaskRights.Urge | TaskRights.Copy, IsBlind = true,
        };
        await provider.CommitAsync(Bursts.Instance(), Bursts.Opened(header), parent, waiting);

        await provider.CommitAsync(Bursts.Instance(), new UserTaskUrged(parent.TaskId, header.ApplicantId));

        var row = await TaskAsync(waiting.TaskId);
        (row.State, row.AssigneeId, row.Candidates.Count).ShouldBe((UserTaskState.Waiting, null, 0));
        (row.ParentId, row.AskedAs, row.AskedById, row.Rights, row.IsBlind).ShouldBe((parent.TaskId, AskedAs.After, "E022", TaskRights.Urge | TaskRights.Copy, true));
        var urged = await TaskAsync(parent.TaskId);
        (urged.Urged, urged.UrgedAt).ShouldBe((1, Bursts.Monday));
    }

    [ContractFact]
    public async Task What_closes_beside_a_returned_row_closes_for_the_return()
    {
        var header = Bursts.Header(Bursts.Person());
        var (mine, others) = (Bursts.Requested(header.CaseId, "E022"), Bursts.Requested(header.CaseId, "E020"));
        await provider.CommitAsync(Bursts.Instance(), Bursts.Opened(header), mine, others);

        await provider.CommitAsync(
            Bursts.Instance(),
            new UserTaskReturned(mine.TaskId, "E022", null, "请补充", "draft", "初审", true),
            new UserTaskCanceled(mine.TaskId, "task.closed.case-ended"), new UserTaskCanceled(others.TaskId, "task.closed.case-ended"));

        var returned = await TaskAsync(mine.TaskId);
        (returned.State, returned.Opinion, returned.DecidedById).ShouldBe((UserTaskState.Returned, "请补充", "E022"));
        (await TaskAsync(others.TaskId)).ClosedBecause.ShouldBe("task.closed.returned");
    }

    [ContractFact]
    public async Task A_copy_is_kept_once_and_lets_its_reader_see_the_case()
    {
        var header = Bursts.Header(Bursts.Person());
        await provider.CommitAsync(Bursts.Instance(), Bursts.Opened(header));

        for (var i = 0; i < 2; i++) await provider.CommitAsync(Bursts.Instance(), new CaseCopied(header.CaseId, ["E040"], "E022", "unit"));

        await using var db = provider.Read();
        (await db.CaseCopies.SingleAsync(c => c.CaseId == header.CaseId)).StepId.ShouldBe("unit");
        (await db.CaseParticipants.AnyAsync(p => p.CaseId == header.CaseId && p.PersonId == "E040")).ShouldBeTrue();
    }

    private async Task<UserTask> TaskAsync(Guid id)
    {
        await using var db = provider.Read();
        return await db.UserTasks.Include(t => t.Candidates).SingleAsync(t => t.Id == id);
    }
}
