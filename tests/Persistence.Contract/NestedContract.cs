using Microsoft.EntityFrameworkCore;
using StaffFlows.Engine.Execution;
using StaffFlows.Persistence.Contract.Providers;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Persistence;

namespace StaffFlows.Persistence.Contract;

public sealed class Nested_on_Sqlite(SqliteProvider provider) : NestedContract(provider), IClassFixture<SqliteProvider>;

public sealed class Nested_through_EF(SqliteThroughEf provider) : NestedContract(provider), IClassFixture<SqliteThroughEf>;

public sealed class Nested_on_PostgreSql(PostgreSqlProvider provider) : NestedContract(provider), IClassFixture<PostgreSqlProvider>;

public sealed class Nested_on_SqlServer(SqlServerProvider provider) : NestedContract(provider), IClassFixture<SqlServerProvider>;

/// <summary>Instances that were started within another one's burst.</summary>
public abstract class NestedContract(Provider provider)
{
    private static readonly ActivityExecutionId Run = new(Guid.CreateVersion7());

    private IWorkflowInstanceStore Store => provider.Get<IWorkflowInstanceStore>();

    [ContractFact]
    public async Task All_of_them_are_written_each_with_its_own_bookmarks_journal_and_parent()
    {
        var parent = Bursts.Instance();
        var (child, grandchild) = (StartedBy(parent), Bursts.Instance());
        var (waits, timer) = (Bursts.Bookmark(), Bursts.Bookmark(Bursts.Monday.AddYears(9)));

        var nested = child.Commit() with { Created = [timer], Children = [grandchild.Commit() with { Journal = [Entry("inner")] }], Journal = [Entry("child")] };
        (await Store.CommitAsync(parent.Commit() with { Created = [waits], Children = [nested], Journal = [Entry("outer")] }, default)).ShouldBeCommitted();

        (await Store.FindAsync(grandchild.Id, default)).ShouldNotBeNull().Version.ShouldBe(1);
        foreach (var (id, node) in new[] { (parent.Id, "outer"), (child.Id, "child"), (grandchild.Id, "inner") })
            (await provider.Get<JournalReader>().ReadAsync(id, default)).ShouldHaveSingleItem().NodeId.ShouldBe(node);
        await using var db = provider.Read();
        (await db.Bookmarks.SingleAsync(b => b.InstanceId == parent.Id.Value)).Id.ShouldBe(waits.Id.Value);
        (await db.Timers.SingleAsync(t => t.InstanceId == child.Id.Value)).BookmarkId.ShouldBe(timer.Id.Value);
        (await db.Instances.SingleAsync(i => i.ParentInstanceId == parent.Id.Value)).Id.ShouldBe(child.Id.Value);
    }

    [ContractFact]
    public async Task One_that_has_moved_on_is_a_conflict_of_all()
    {
        var (parent, child) = (Bursts.Instance(), Bursts.Instance());
        (await Store.CommitAsync(child.Commit(), default)).ShouldBeCommitted();

        (await Store.CommitAsync(parent.Commit() with { Children = [child.Commit()] }, default)).ShouldBeOfType<CommitResult.Conflict>();

        (await Store.FindAsync(parent.Id, default)).ShouldBeNull();
    }

    [ContractFact]
    public async Task A_fact_that_only_the_inner_one_read_is_held_too()
    {
        var (parent, child) = (Bursts.Instance(), Bursts.Instance());
        var nested = child.Commit() with { FactsRead = [(FactKinds.LeaveRecord(Bursts.Person()), 4)] };

        (await Store.CommitAsync(parent.Commit() with { Children = [nested] }, default)).ShouldBeOfType<CommitResult.Conflict>();

        (await Store.FindAsync(child.Id, default)).ShouldBeNull();
    }

    [ContractFact]
    public async Task What_the_inner_one_is_refused_undoes_all_and_what_it_does_comes_first()
    {
        var (parent, child, header) = (Bursts.Instance(), Bursts.Instance(), Bursts.Header(Bursts.Person()));
        await provider.CommitAsync(Bursts.Instance(), Bursts.Opened(header), new CaseStatusChanged(header.CaseId, CaseStatus.Rejected, "E004", null));
        var tooLate = new CaseStatusChanged(header.CaseId, CaseStatus.Approved, null, null);

        (await Store.CommitAsync(parent.Commit() with { Children = [child.Commit(tooLate)] }, default)).ShouldBeRefused("case-closed");
        (await Store.FindAsync(parent.Id, default)).ShouldBeNull();

        var opened = Bursts.Header(Bursts.Person());
        var toldLast = new CaseStatusChanged(opened.CaseId, CaseStatus.Approved, null, null);
        (await Store.CommitAsync(parent.Commit(toldLast) with { Children = [child.Commit(Bursts.Opened(opened))] }, default)).ShouldBeCommitted();
        await using var db = provider.Read();
        var stored = await db.Cases.SingleAsync(c => c.Id == opened.CaseId);
        (stored.Status, stored.Number is not null).ShouldBe((CaseStatus.Approved, true));
    }

    private static WorkflowInstance StartedBy(WorkflowInstance parent) => Bursts.Instance() with { Parent = new(parent.Id, new(Guid.CreateVersion7())) };

    private static JournalEntry Entry(string node) => new(1, Bursts.Monday, Run, node, "Completed", []);
}
