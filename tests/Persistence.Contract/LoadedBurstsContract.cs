using Microsoft.EntityFrameworkCore;
using StaffFlows.Engine.Execution;
using StaffFlows.Persistence.Contract.Providers;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Leave;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.Persistence.Model;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Persistence.Contract;

public sealed class Loaded_bursts_on_Sqlite(SqliteProvider provider) : LoadedBurstsContract(provider), IClassFixture<SqliteProvider>;

public sealed class Loaded_bursts_through_EF(SqliteThroughEf provider) : LoadedBurstsContract(provider), IClassFixture<SqliteThroughEf>;

public sealed class Loaded_bursts_on_PostgreSql(PostgreSqlProvider provider) : LoadedBurstsContract(provider), IClassFixture<PostgreSqlProvider>;

public sealed class Loaded_bursts_on_SqlServer(SqlServerProvider provider) : LoadedBurstsContract(provider), IClassFixture<SqlServerProvider>;

/// <summary>Whatever happens between the load of a burst and its commit, nothing of it is written over and nothing is half done.</summary>
public abstract class LoadedBurstsContract(Provider provider)
{
    private IWorkflowInstanceStore Store => provider.Get<IWorkflowInstanceStore>();

    [ContractFact]
    public async Task A_task_is_loaded_with_all_that_its_decision_needs()
    {
        var (header, task) = await StartedAsync("E022", "E020");
        await provider.CommitAsync(Bursts.Instance(), new RequestAnswered("E020", $"{task.TaskId}", "hash", header.CaseId, null));

        var load = await provider.Get<TaskLoads>().LoadAsync(task.TaskId, ("E020", $"{task.TaskId}"), default);

        load.Task!.Candidates.Select(c => c.PersonId).Order().ShouldBe(["E020", "E022"]);
        (load.Task.Id, load.Task.Version, load.Case!.Id).ShouldBe((task.TaskId, 1, header.CaseId));
        load.Case.Data.ToJsonString().ShouldBe("""{"type":"annual"}""");
        load.Answered!.RequestHash.ShouldBe("hash");
        (await provider.Get<TaskLoads>().LoadAsync(Guid.CreateVersion7(), ("E020", "another"), default)).ShouldSatisfyAllConditions(
            none => none.Task.ShouldBeNull(), none => none.Case.ShouldBeNull(), none => none.Answered.ShouldBeNull());
    }

    [ContractFact]
    public async Task A_task_claimed_since_the_load_keeps_its_holder_and_the_burst_runs_again()
    {
        var (header, task) = await StartedAsync("E022", "E020");
        var load = await provider.Get<TaskLoads>().LoadAsync(task.TaskId, null, default);
        await provider.WriteAsync((db, ct) => db.UserTasks.Where(t => t.Id == task.TaskId)
            .ExecuteUpdateAsync(set => set.SetProperty(t => t.AssigneeId, "E022").SetProperty(t => t.Version, t => t.Version + 1), ct));
        IEffect[] effects = [new UserTaskCompleted(task.TaskId, "agree", null, "E020", null), new CaseStatusChanged(header.CaseId, CaseStatus.Approved, null, null)];

        // Where the load brought no rows, the commit reads them itself and finds the claim.
        var lost = load.Instance is { } loaded ? await Store.CommitAsync(loaded.Instance.Commit(effects) with { Loaded = loaded }, default) : new CommitResult.Conflict();

        lost.ShouldBeOfType<CommitResult.Conflict>();
        await using var db = provider.Read();
        var kept = await db.UserTasks.AsNoTracking().SingleAsync(t => t.Id == task.TaskId);
        (kept.AssigneeId, kept.ClosedAt).ShouldBe(("E022", null));
        (await db.Cases.AsNoTracking().SingleAsync(c => c.Id == header.CaseId)).Status.ShouldBe(CaseStatus.Running);

        var again = (await Store.LoadAsync(task.InstanceId, default))!;
        (await Store.CommitAsync(again.Instance.Commit(effects) with { Loaded = again }, default)).ShouldBeCommitted();
        (await db.UserTasks.AsNoTracking().SingleAsync(t => t.Id == task.TaskId)).AssigneeId.ShouldBe("E022");
    }

    [ContractFact]
    public async Task A_mark_made_since_the_load_is_not_written_over()
    {
        var (_, task) = await StartedAsync("E022");
        var load = await provider.Get<TaskLoads>().LoadAsync(task.TaskId, null, default);
        await provider.WriteAsync((db, ct) => db.UserTasks.Where(t => t.Id == task.TaskId).ExecuteUpdateAsync(set => set.SetProperty(t => t.ReadAt, Bursts.Monday), ct));

        var loaded = load.Instance ?? (await Store.LoadAsync(task.InstanceId, default))!;
        (await Store.CommitAsync(loaded.Instance.Commit(new UserTaskCompleted(task.TaskId, "agree", null, "E022", null)) with { Loaded = loaded }, default)).ShouldBeCommitted();

        await using var db = provider.Read();
        (await db.UserTasks.SingleAsync(t => t.Id == task.TaskId)).ReadAt.ShouldBe(Bursts.Monday);
    }

    [ContractFact]
    public async Task A_repeated_request_undoes_all_that_it_was_sent_with()
    {
        var (header, _) = await StartedAsync("E022");
        var (entry, key) = (Guid.CreateVersion7(), Guid.NewGuid().ToString());
        await provider.CommitAsync(Bursts.Instance(), new RequestAnswered("E022", key, "hash", header.CaseId, null));

        var repeated = await provider.TryCommitAsync(
            Bursts.Instance(), new CaseEntryRecorded(header.CaseId, entry, null, "部门", "entry.level-skipped", []), new RequestAnswered("E022", key, "hash", header.CaseId, null));

        repeated.ShouldBeRefused("request-repeated");
        await using var db = provider.Read();
        (await db.CaseEntries.AnyAsync(e => e.Id == entry)).ShouldBeFalse();
        (await db.AuditEntries.CountAsync(e => e.Aggregate == $"case:{header.CaseId:N}")).ShouldBe(2);
    }

    [ContractFact]
    public async Task Facts_are_held_whether_or_not_anybody_has_changed_them_before()
    {
        var (person, other) = (Bursts.Person(), Bursts.Person());
        var header = Bursts.Header(person);
        await provider.CommitAsync(Bursts.Instance(), Bursts.Opened(header), new LeaveReserved(Bursts.Leave(header.CaseId, person, "2026-12-01 am", "2026-12-02 pm")));
        var instance = Bursts.Instance();
        await provider.CommitAsync(instance);
        async Task<CommitResult> CommitAsync(params (FactKey, long)[] read)
        {
            var loaded = (await Store.LoadAsync(instance.Id, default))!;
            return await Store.CommitAsync(loaded.Instance.Commit() with { FactsRead = [.. read], Loaded = loaded }, default);
        }

        (await CommitAsync((FactKinds.LeaveRecord(person), 0))).ShouldBeOfType<CommitResult.Conflict>();
        (await CommitAsync((FactKinds.LeaveRecord(person), 2))).ShouldBeOfType<CommitResult.Conflict>();
        (await CommitAsync((FactKinds.LeaveRecord(other), 1))).ShouldBeOfType<CommitResult.Conflict>();
        (await CommitAsync((FactKinds.LeaveRecord(person), 1), (FactKinds.LeaveRecord(other), 0))).ShouldBeCommitted();
        (await CommitAsync((FactKinds.LeaveRecord(person), 1), (FactKinds.LeaveRecord(other), 0))).ShouldBeCommitted();
    }

    [ContractFact]
    public async Task A_fact_remembered_from_before_a_change_is_a_conflict_and_then_read_anew()
    {
        var person = Bursts.Person();
        var (header, task) = await StartedAsync("E022");
        (await provider.VersionAsync(person)).ShouldBe(0);
        var other = Bursts.Header(person);
        await provider.CommitAsync(Bursts.Instance(), Bursts.Opened(other));
        await ReserveElsewhereAsync(Bursts.Leave(other.CaseId, person, "2026-12-01 am", "2026-12-02 pm"));
        async Task<CommitResult> CommitAsync(LoadedInstance loaded, long expected)
        {
            var fact = (await (loaded.Facts ?? provider.Get<IFactSource>()).ReadAsync([FactKinds.LeaveRecord(person)], default)).Single();
            fact.Version.ShouldBe(expected);
            ((LeaveRecord)fact.Value).Own.Length.ShouldBe((int)expected);
            return await Store.CommitAsync(loaded.Instance.Commit() with { FactsRead = [(fact.Key, fact.Version!.Value)], Loaded = loaded }, default);
        }

        if ((await provider.Get<TaskLoads>().LoadAsync(task.TaskId, null, default)).Instance is { } first)
            (await CommitAsync(first, 0)).ShouldBeOfType<CommitResult.Conflict>();

        (await CommitAsync((await Store.LoadAsync(task.InstanceId, default))!, 1)).ShouldBeCommitted();
    }

    [ContractFact]
    public async Task A_start_goes_by_what_was_loaded_for_it_and_knows_its_number()
    {
        var header = Bursts.Header(Bursts.Person());
        var load = await provider.Get<StartLoads>().LoadAsync(header.CaseId, isDraft: false, ("E030", "unknown"), default);

        (load.Draft, load.Answered).ShouldBe((null, null));
        load.Published.ShouldContain(new PublishedVersion("leave-v1", "leave", 1));
        (await Store.CommitAsync(
            Bursts.Instance().Commit(Bursts.Opened(header, "LOAD-{year}-{0:000}"), Bursts.Requested(header.CaseId, "E022"), new RequestAnswered("E030", "load", "hash", header.CaseId, null))
                with { Loaded = load.Rows }, default)).ShouldBeCommitted();

        if (load.Rows is { } rows) rows.Beside.Written!.Number.ShouldBe("LOAD-2026-001");
        await using var db = provider.Read();
        (await db.Cases.SingleAsync(c => c.Id == header.CaseId)).Number.ShouldBe("LOAD-2026-001");
        (await provider.Get<StartLoads>().LoadAsync(header.CaseId, isDraft: true, ("E030", "load"), default)).Answered!.Answer.ShouldContain("\"LOAD-2026-001\"");
    }

    [ContractFact]
    public async Task A_draft_saved_again_since_its_load_is_not_submitted_over()
    {
        var header = Bursts.Header(Bursts.Person());
        await provider.WriteAsync((db, _) =>
        {
            db.Cases.Add(Bursts.Draft(header));
            return Task.CompletedTask;
        });
        var load = await provider.Get<StartLoads>().LoadAsync(header.CaseId, isDraft: true, null, default);
        load.Draft!.Version.ShouldBe(4);
        await provider.WriteAsync((db, ct) => db.Cases.Where(c => c.Id == header.CaseId).ExecuteUpdateAsync(set => set.SetProperty(c => c.Version, 5), ct));

        if (load.Rows is { } rows)
            (await Store.CommitAsync(Bursts.Instance().Commit(Bursts.Opened(header, "DRAFT-{0:00}")) with { Loaded = rows }, default)).ShouldBeOfType<CommitResult.Conflict>();
        (await Store.CommitAsync(Bursts.Instance().Commit(Bursts.Opened(header, "DRAFT-{0:00}")), default)).ShouldBeCommitted();

        await using var db = provider.Read();
        var submitted = await db.Cases.SingleAsync(c => c.Id == header.CaseId);
        (submitted.Number, submitted.Status, submitted.Version).ShouldBe(("DRAFT-01", CaseStatus.Running, 6));
    }

    /// <summary>As another node does it: this one is not told.</summary>
    private Task ReserveElsewhereAsync(LeaveEntry entry) => provider.WriteAsync((db, _) =>
    {
        var key = FactKinds.LeaveRecord(entry.PersonId);
        db.FactVersions.Add(new FactVersion { Kind = key.Kind, Id = key.Id, Version = 1 });
        db.LeaveEntries.Add(new StoredLeaveEntry
        {
            CaseId = entry.CaseId, PersonId = entry.PersonId, Type = entry.Type, Days = entry.Days, State = entry.State,
            From = entry.Range.From, FromHalf = entry.Range.FromHalf, To = entry.Range.To, ToHalf = entry.Range.ToHalf,
        });
        return Task.CompletedTask;
    });

    /// <summary>A running case with one task for these persons.</summary>
    private async Task<(CaseHeader Header, UserTaskRequested Task)> StartedAsync(params string[] persons)
    {
        var header = Bursts.Header(Bursts.Person());
        var task = Bursts.Requested(header.CaseId, persons);
        await provider.CommitAsync(Bursts.Instance() with { Id = task.InstanceId }, Bursts.Opened(header), task);
        return (header, task);
    }
}
