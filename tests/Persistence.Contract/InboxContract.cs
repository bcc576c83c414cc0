using Microsoft.EntityFrameworkCore;
using StaffFlows.Engine.Execution;
using StaffFlows.Persistence.Contract.Providers;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Persistence.Contract;

public sealed class Inbox_on_Sqlite(SqliteProvider provider) : InboxContract(provider), IClassFixture<SqliteProvider>;

public sealed class Inbox_on_PostgreSql(PostgreSqlProvider provider) : InboxContract(provider), IClassFixture<PostgreSqlProvider>;

public sealed class Inbox_on_SqlServer(SqlServerProvider provider) : InboxContract(provider), IClassFixture<SqlServerProvider>;

public abstract class InboxContract(Provider provider)
{
    private InboxReader Inbox => provider.Get<InboxReader>();

    [ContractFact]
    public async Task To_do_is_what_a_person_holds_or_may_claim_newest_first()
    {
        var (me, other) = (Bursts.Person(), Bursts.Person());
        var mine = await RequestAsync(1, me);
        var shared = await RequestAsync(2, me, other);
        var claimed = await RequestAsync(3, me, other);
        await RequestAsync(4, other);
        await ClaimAsync(claimed, other);

        var page = await Inbox.ReadAsync(new(InboxView.Todo), Viewer(me), default);

        page.Items.Select(i => i.Id).ShouldBe([shared.TaskId, mine.TaskId]);
        page.Total.ShouldBe(2);
        page.Items[1].Reasons.ShouldHaveSingleItem().PersonId.ShouldBe(me);
        (page.Items[1].Step, page.Items[1].CaseId, page.Items[1].DueAt).ShouldBe((mine.StepName, mine.CaseId, mine.DueAt));
    }

    [ContractFact]
    public async Task A_substitute_has_the_tasks_of_whom_he_represents_since_then_and_each_once()
    {
        var (me, represented, third) = (Bursts.Person(), Bursts.Person(), Bursts.Person());
        await RequestAsync(1, represented);
        var held = await RequestAsync(2, represented);
        var both = await RequestAsync(3, me, represented);
        var offered = await RequestAsync(4, represented, third);
        var since = Bursts.Monday.AddMinutes(2);
        var viewer = Viewer(me) with { Represents = [new(represented, since), new(third, since)] };

        var page = await Inbox.ReadAsync(new(InboxView.Todo), viewer, default);

        page.Items.Select(i => i.Id).ShouldBe([offered.TaskId, both.TaskId, held.TaskId]);
        page.Total.ShouldBe(3);
        (await Inbox.CountAsync(viewer, default)).Todo.ShouldBe(3);
    }

    [ContractFact]
    public async Task Copies_are_listed_by_when_they_were_sent()
    {
        var me = Bursts.Person();
        var (first, second) = (await RequestAsync(1, Bursts.Person()), await RequestAsync(2, Bursts.Person()));
        await CommitAsync(3, new CaseCopied(second.CaseId, [me], "E022", "unit"));
        await CommitAsync(4, new CaseCopied(first.CaseId, [me], "E022", "unit"));

        (await Inbox.ReadAsync(new(InboxView.Cc), Viewer(me), default)).Items.Select(i => i.CaseId).ShouldBe([first.CaseId, second.CaseId]);
        (await Inbox.CountAsync(Viewer(me), default)).Cc.ShouldBe(2);
    }

    [ContractFact]
    public async Task A_decided_task_moves_from_to_do_to_done()
    {
        var me = Bursts.Person();
        var task = await RequestAsync(1, me);
        await CommitAsync(2, new UserTaskCompleted(task.TaskId, "agree", null, me, null));

        (await Inbox.ReadAsync(new(InboxView.Todo), Viewer(me), default)).Items.ShouldBeEmpty();
        (await Inbox.ReadAsync(new(InboxView.Done), Viewer(me), default)).Items.ShouldHaveSingleItem().Outcome.ShouldBe("agree");
    }

    [ContractFact]
    public async Task Earliest_deadline_first_puts_tasks_without_one_last()
    {
        var me = Bursts.Person();
        var none = await RequestAsync(3, me, dueInDays: null);
        var late = await RequestAsync(2, me, dueInDays: 9);
        var soon = await RequestAsync(1, me, dueInDays: 2);

        var page = await Inbox.ReadAsync(new(InboxView.Todo, DueFirst: true), Viewer(me), default);

        page.Items.Select(i => i.Id).ShouldBe([soon.TaskId, late.TaskId, none.TaskId]);
    }

    [ContractFact]
    public async Task Pages_follow_on_each_other_and_past_the_end_is_nothing()
    {
        var me = Bursts.Person();
        var ids = new List<Guid>();
        for (var i = 0; i < 5; i++) ids.Insert(0, (await RequestAsync(i, me)).TaskId);

        (await Inbox.ReadAsync(new(InboxView.Todo, Page: 1, Size: 2), Viewer(me), default)).Items.Select(i => i.Id).ShouldBe(ids[..2]);
        (await Inbox.ReadAsync(new(InboxView.Todo, Page: 3, Size: 2), Viewer(me), default)).Items.Select(i => i.Id).ShouldBe(ids[4..]);
        var past = await Inbox.ReadAsync(new(InboxView.Todo, Page: 4, Size: 2), Viewer(me), default);
        (past.Items.Length, past.Total).ShouldBe((0, 5));
    }

    [ContractFact]
    public async Task Counts_are_exact_up_to_999_and_one_more_beyond()
    {
        var me = Bursts.Person();
        var header = Bursts.Header(Bursts.Person());
        await CommitAsync(0, [Bursts.Opened(header), .. Enumerable.Range(0, 1005).Select(_ => Bursts.Requested(header.CaseId, me))]);

        (await Inbox.CountAsync(Viewer(me), default)).ShouldBe(new InboxCounts(1000, 0, 0, 0, 0, 0));
        (await Inbox.ReadAsync(new(InboxView.Todo), Viewer(me), default)).Total.ShouldBe(InboxCounts.Exact + 1);
    }

    [ContractFact]
    public async Task Started_shows_submitted_cases_and_drafts_the_others()
    {
        var me = Bursts.Person();
        var header = Bursts.Header(me);
        var draft = Guid.CreateVersion7();
        await CommitAsync(0, Bursts.Opened(header));
        await provider.WriteAsync((db, _) =>
        {
            db.Cases.Add(Visibility.Draft(draft, me));
            return Task.CompletedTask;
        });

        (await Inbox.ReadAsync(new(InboxView.Started), Viewer(me), default)).Items.ShouldHaveSingleItem().Id.ShouldBe(header.CaseId);
        (await Inbox.ReadAsync(new(InboxView.Drafts), Viewer(me), default)).Items.ShouldHaveSingleItem().Id.ShouldBe(draft);
        (await Inbox.ReadAsync(new(InboxView.Cc), Viewer(me), default)).Total.ShouldBe(0);
        (await Inbox.CountAsync(Viewer(me), default)).ShouldBe(new InboxCounts(0, 0, 1, 1, 0, 0));
    }

    private static Viewer Viewer(string personId) => new(personId, [], [], []);

    private Task<UserTaskRequested> RequestAsync(int minute, params string[] persons) => RequestAsync(minute, persons, 3);

    private Task<UserTaskRequested> RequestAsync(int minute, string person, int? dueInDays) => RequestAsync(minute, [person], dueInDays);

    private async Task<UserTaskRequested> RequestAsync(int minute, string[] persons, int? dueInDays)
    {
        var header = Bursts.Header(Bursts.Person());
        var task = Bursts.Requested(header.CaseId, persons) with { DueAt = dueInDays is { } days ? Bursts.Monday.AddDays(days) : null };
        await CommitAsync(minute, Bursts.Opened(header), task);
        return task;
    }

    private async Task CommitAsync(int minute, params IEffect[] effects) =>
        (await provider.Get<IWorkflowInstanceStore>().CommitAsync(
            Bursts.Instance().Commit(effects) with { Now = Bursts.Monday.AddMinutes(minute) }, default)).ShouldBeCommitted();

    private Task ClaimAsync(UserTaskRequested task, string personId) => provider.WriteAsync((db, ct) => db.UserTasks
        .Where(t => t.Id == task.TaskId)
        .ExecuteUpdateAsync(set => set.SetProperty(t => t.AssigneeId, personId).SetProperty(t => t.State, UserTaskState.Assigned), ct));
}
