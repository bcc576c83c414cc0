using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using StaffFlows.Engine.Execution;
using StaffFlows.Persistence.Contract.Providers;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Leave;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.Persistence.Appliers;
using StaffFlows.Workflows.Persistence.Model;
using StaffFlows.Workflows.UserTasks;
using Case = StaffFlows.Workflows.Cases.Case;

namespace StaffFlows.Persistence.Contract;

public sealed class Effects_on_Sqlite(SqliteProvider provider) : EffectsContract(provider), IClassFixture<SqliteProvider>;

public sealed class Effects_through_EF(SqliteThroughEf provider) : EffectsContract(provider), IClassFixture<SqliteThroughEf>;

public sealed class Effects_on_PostgreSql(PostgreSqlProvider provider) : EffectsContract(provider), IClassFixture<PostgreSqlProvider>;

public sealed class Effects_on_SqlServer(SqlServerProvider provider) : EffectsContract(provider), IClassFixture<SqlServerProvider>;

public abstract class EffectsContract(Provider provider)
{
    private IWorkflowInstanceStore Store => provider.Get<IWorkflowInstanceStore>();

    [ContractFact]
    public void Every_effect_of_the_engine_and_of_the_personnel_domain_has_an_applier()
    {
        var effects = typeof(IEffect).Assembly.GetTypes().Concat(typeof(CaseOpened).Assembly.GetTypes())
            .Where(t => t.IsAssignableTo(typeof(IEffect)) && !t.IsAbstract);

        effects.Except(provider.Get<EffectAppliers>().EffectTypes).ShouldBeEmpty();
    }

    [ContractFact]
    public async Task A_submitted_case_is_running_with_its_data_number_and_participants()
    {
        var header = Bursts.Header(Bursts.Person());
        var instance = Bursts.Instance();

        await provider.CommitAsync(instance, Bursts.Opened(header, "A-{year}-{0:000}", "U01", "W01"), new ParticipantsAdded(header.CaseId, ["E999"]));

        var @case = await CaseAsync(header.CaseId);
        (@case.Status, @case.Number, @case.InstanceId).ShouldBe((CaseStatus.Running, "A-2026-001", instance.Id.Value));
        (@case.UnitId, @case.WindowId, @case.SubmittedAt).ShouldBe(("U01", "W01", header.SubmittedAt));
        @case.Data.ToJsonString().ShouldBe("""{"type":"annual"}""");
        await using var db = provider.Read();
        (await db.CaseParticipants.Where(p => p.CaseId == header.CaseId).Select(p => p.PersonId).Order().ToListAsync())
            .ShouldBe(new[] { header.ApplicantId, "E999" }.Order());
    }

    [ContractFact]
    public async Task A_draft_becomes_the_case_and_only_once()
    {
        var header = Bursts.Header(Bursts.Person());
        await provider.WriteAsync((db, _) =>
        {
            db.Cases.Add(Bursts.Draft(header));
            return Task.CompletedTask;
        });

        await provider.CommitAsync(Bursts.Instance(), Bursts.Opened(header));

        var @case = await CaseAsync(header.CaseId);
        (@case.Status, @case.FormVersion).ShouldBe((CaseStatus.Running, header.FormVersion));
        (await Store.CommitAsync(Bursts.Instance().Commit(Bursts.Opened(header)), default)).ShouldBeRefused("case-submitted");
    }

    [ContractFact]
    public async Task Data_title_and_timeline_follow_the_procedure()
    {
        var header = Bursts.Header(Bursts.Person());
        await provider.CommitAsync(
            Bursts.Instance(),
            Bursts.Opened(header),
            new CaseDataChanged(header.CaseId, new JsonObject { ["type"] = "sick" }),
            new CaseTitled(header.CaseId, "病假"),
            new CaseEntryRecorded(header.CaseId, Guid.CreateVersion7(), null, "部门", "entry.level-skipped", ["窗口"]));

        var @case = await CaseAsync(header.CaseId);
        (@case.Title, @case.Data["type"]!.GetValue<string>()).ShouldBe(("病假", "sick"));
        await using var db = provider.Read();
        (await db.CaseEntries.SingleAsync(e => e.CaseId == header.CaseId)).Arguments.ShouldBe(["窗口"]);
    }

    [ContractFact]
    public async Task A_step_for_one_person_is_his_at_once_and_a_step_for_several_is_nobodys()
    {
        var header = Bursts.Header(Bursts.Person());
        var (single, shared) = (Bursts.Requested(header.CaseId, "E022"), Bursts.Requested(header.CaseId, "E022", "E020"));

        await provider.CommitAsync(Bursts.Instance(), Bursts.Opened(header), single, shared);

        var (his, nobodys) = (await TaskAsync(single.TaskId), await TaskAsync(shared.TaskId));
        (his.State, his.AssigneeId, his.Candidates.Count).ShouldBe((UserTaskState.Assigned, "E022", 0));
        (nobodys.State, nobodys.AssigneeId, nobodys.Candidates.Count).ShouldBe((UserTaskState.Created, null, 2));
        nobodys.Reasons.ShouldBe(shared.Candidates);
        nobodys.Outcomes.ShouldBe(shared.Outcomes);
    }

    [ContractFact]
    public async Task A_decision_closes_the_row_and_a_second_one_is_a_conflict()
    {
        var header = Bursts.Header(Bursts.Person());
        var task = Bursts.Requested(header.CaseId, "E022", "E020");
        await provider.CommitAsync(Bursts.Instance(), Bursts.Opened(header), task);
        var decision = new UserTaskCompleted(task.TaskId, "agree", "同意", "E020", null);

        await provider.CommitAsync(Bursts.Instance(), decision);

        var closed = await TaskAsync(task.TaskId);
        (closed.State, closed.Outcome, closed.DecidedById, closed.ClosedAt).ShouldBe((UserTaskState.Completed, "agree", "E020", Bursts.Monday));
        (closed.Version, closed.Candidates.Count).ShouldBe((2, 0));
        (await provider.TryCommitAsync(Bursts.Instance(), decision)).ShouldBeOfType<CommitResult.Conflict>();
        (await provider.TryCommitAsync(Bursts.Instance(), new UserTaskCanceled(task.TaskId, "x"))).ShouldBeOfType<CommitResult.Conflict>();
    }

    [ContractFact]
    public async Task More_candidates_open_the_row_for_all_of_them_and_for_who_held_it()
    {
        var header = Bursts.Header(Bursts.Person());
        var task = Bursts.Requested(header.CaseId, "E022");
        await provider.CommitAsync(Bursts.Instance(), Bursts.Opened(header), task);

        await provider.CommitAsync(Bursts.Instance(), new UserTaskCandidatesAdded(task.TaskId, [new("E020", "升级", "Escalated")]));

        var opened = await TaskAsync(task.TaskId);
        (opened.State, opened.AssigneeId).ShouldBe((UserTaskState.Created, null));
        opened.Candidates.Select(c => c.PersonId).Order().ShouldBe(["E020", "E022"]);
        opened.Reasons.Select(r => r.PersonId).ShouldBe(["E022", "E020"]);
    }

    [ContractFact]
    public async Task A_case_that_comes_to_nothing_gives_back_its_leave_and_closes_its_tasks()
    {
        var header = Bursts.Header(Bursts.Person());
        var (handled, forgotten) = (Bursts.Requested(header.CaseId, "E022"), Bursts.Requested(header.CaseId, "E020"));
        await provider.CommitAsync(
            Bursts.Instance(), Bursts.Opened(header), handled, forgotten,
            new LeaveReserved(Bursts.Leave(header.CaseId, header.SubjectId, "2026-12-01 am", "2026-12-02 pm")));

        await provider.CommitAsync(
            Bursts.Instance(),
            new CaseStatusChanged(header.CaseId, CaseStatus.Withdrawn, header.ApplicantId, null),
            new UserTaskCanceled(handled.TaskId, "task.closed.timed-out"));

        ((await CaseAsync(header.CaseId)).ClosedAt).ShouldBe(Bursts.Monday);
        (await TaskAsync(handled.TaskId)).ClosedBecause.ShouldBe("task.closed.timed-out");
        (await TaskAsync(forgotten.TaskId)).ClosedBecause.ShouldBe("task.closed.case-ended");
        (await provider.LedgerAsync(header.SubjectId)).Own.ShouldBeEmpty();
    }

    [ContractFact]
    public async Task A_closed_case_moves_no_more()
    {
        var header = Bursts.Header(Bursts.Person());
        await provider.CommitAsync(Bursts.Instance(), Bursts.Opened(header), new CaseStatusChanged(header.CaseId, CaseStatus.Rejected, "E004", null));

        (await provider.TryCommitAsync(Bursts.Instance(), new CaseStatusChanged(header.CaseId, CaseStatus.Approved, null, null)))
            .ShouldBeRefused("case-closed");
    }

    [ContractFact]
    public async Task A_message_reaches_everybody_and_leaves_by_each_way_a_person_has()
    {
        var (both, none) = (Bursts.Person(), Bursts.Person());
        await provider.WriteAsync((db, ct) =>
        {
            db.People.AddRange(Offices.Person(both, "a@example.example", "16900001234"), Offices.Person(none, null, null));
            return db.BumpSnapshotAsync(SnapshotKinds.Organisation, ct);
        });

        await provider.CommitAsync(Bursts.Instance(), new MessageSent([both, none], "task.assigned", ["年休假"], null, null));

        await using var db = provider.Read();
        (await db.Messages.CountAsync(m => m.PersonId == both || m.PersonId == none)).ShouldBe(2);
        var outbox = await db.Outbox.Where(m => m.RecipientId == both || m.RecipientId == none).ToListAsync();
        outbox.Select(m => m.Channel).Order().ShouldBe([OutboxChannel.Mail, OutboxChannel.Sms]);
        outbox.ShouldAllBe(m => m.RecipientId == both && m.SettledAt == null && m.Arguments.Single() == "年休假");
    }

    [ContractFact]
    public async Task A_request_is_answered_once_and_its_repeat_changes_nothing()
    {
        var (header, again) = (Bursts.Header(Bursts.Person()), Bursts.Header(Bursts.Person()));
        var key = Guid.NewGuid().ToString();
        await provider.CommitAsync(Bursts.Instance(), new RequestAnswered("u030", key, "hash", header.CaseId, null), Bursts.Opened(header, "B-{year}-{0}"));

        var repeated = await Store.CommitAsync(
            Bursts.Instance().Commit(Bursts.Opened(again), new RequestAnswered("u030", key, "hash", again.CaseId, null)), default);

        repeated.ShouldBeRefused("request-repeated");
        await using var db = provider.Read();
        (await db.Cases.AnyAsync(c => c.Id == again.CaseId)).ShouldBeFalse();
        var answer = JsonNode.Parse((await db.AnsweredRequests.SingleAsync(r => r.Key == key)).Answer)!;
        JsonNode.DeepEquals(answer, new JsonObject
        {
            ["id"] = header.CaseId,
            ["number"] = "B-2026-1",
            ["status"] = "running",
            ["taskId"] = null,
        }).ShouldBeTrue();
    }

    [ContractFact]
    public async Task Of_the_same_request_sent_twice_at_once_one_is_done()
    {
        var key = Guid.NewGuid().ToString();
        var results = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ =>
        {
            var header = Bursts.Header("E030");
            return Store.CommitAsync(Bursts.Instance().Commit(Bursts.Opened(header), new RequestAnswered("u030", key, "h", header.CaseId, null)), default);
        }));

        results.OfType<CommitResult.Committed>().Count().ShouldBe(1);
        results.OfType<CommitResult.Refused>().ShouldAllBe(r => r.Rejection.Code == "request-repeated");
    }

    private async Task<Case> CaseAsync(Guid id)
    {
        await using var db = provider.Read();
        return await db.Cases.SingleAsync(c => c.Id == id);
    }

    private async Task<UserTask> TaskAsync(Guid id)
    {
        await using var db = provider.Read();
        return await db.UserTasks.Include(t => t.Candidates).SingleAsync(t => t.Id == id);
    }
}
