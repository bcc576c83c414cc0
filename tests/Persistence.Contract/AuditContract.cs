using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using StaffFlows.Engine.Execution;
using StaffFlows.Persistence.Contract.Providers;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Persistence.Contract;

public sealed class Audit_on_Sqlite(SqliteProvider provider) : AuditContract(provider), IClassFixture<SqliteProvider>;

public sealed class Audit_on_PostgreSql(PostgreSqlProvider provider) : AuditContract(provider), IClassFixture<PostgreSqlProvider>;

public sealed class Audit_on_SqlServer(SqlServerProvider provider) : AuditContract(provider), IClassFixture<SqlServerProvider>;

public abstract class AuditContract(Provider provider)
{
    [ContractFact]
    public async Task Every_change_of_a_case_is_a_link_of_its_chain()
    {
        var header = Bursts.Header(Bursts.Person());
        var task = Bursts.Requested(header.CaseId, "E022");
        await provider.CommitAsync(Bursts.Instance(), Bursts.Opened(header), task);
        await provider.CommitAsync(Bursts.Instance(), new UserTaskCompleted(task.TaskId, "agree", "同意", "E022", null), new CaseStatusChanged(header.CaseId, CaseStatus.Approved, null, null));

        await using var db = provider.Read();
        var entries = await db.AuditEntries.Where(e => e.Aggregate == $"case:{header.CaseId:N}").OrderBy(e => e.Sequence).ToListAsync();
        entries.Select(e => (e.Sequence, e.Action, e.ActorId)).ShouldBe(
        [
            (1, "case.opened", header.ApplicantId), (2, "task.requested", null),
            (3, "task.completed", "E022"), (4, "case.status-changed", null),
        ]);
        (await VerifyAsync($"case:{header.CaseId:N}")).ShouldBe(new AuditVerdict($"case:{header.CaseId:N}", 4, null));
    }

    [ContractFact]
    public async Task A_changed_link_is_named()
    {
        var chain = await ChainAsync(5);
        await TamperAsync($"UPDATE audit_entries SET actor_id = 'E001' WHERE aggregate = '{chain}' AND sequence = 3");

        (await VerifyAsync(chain)).ShouldBe(new AuditVerdict(chain, 2, 3));
    }

    [ContractFact]
    public async Task Changed_details_are_named_but_erased_ones_are_no_break()
    {
        var chain = await ChainAsync(5);
        await TamperAsync($"UPDATE audit_entries SET details = NULL WHERE aggregate = '{chain}' AND sequence = 2");
        (await VerifyAsync(chain)).IsWhole.ShouldBeTrue();

        await TamperAsync($"UPDATE audit_entries SET details = 'null' WHERE aggregate = '{chain}' AND sequence = 4");
        (await VerifyAsync(chain)).BrokenAt.ShouldBe(4);
    }

    [ContractFact]
    public async Task A_removed_link_is_named_in_the_middle_and_at_the_end()
    {
        var (middle, end) = (await ChainAsync(4), await ChainAsync(4));
        await TamperAsync($"DELETE FROM audit_entries WHERE aggregate = '{middle}' AND sequence = 2");
        await TamperAsync($"DELETE FROM audit_entries WHERE aggregate = '{end}' AND sequence = 4");

        (await VerifyAsync(middle)).BrokenAt.ShouldBe(2);
        (await VerifyAsync(end)).BrokenAt.ShouldBe(4);
    }

    [ContractFact]
    public async Task A_chain_whose_end_was_removed_is_broken()
    {
        var chain = await ChainAsync(2);
        await TamperAsync($"DELETE FROM audit_heads WHERE aggregate = '{chain}'");

        (await VerifyAsync(chain)).BrokenAt.ShouldBe(1);
    }

    [ContractFact]
    public async Task Entries_of_many_bursts_at_once_stand_in_one_chain()
    {
        var chain = $"test:{Guid.NewGuid():N}";
        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => CommitAsync(new AuditRecorded(chain, $"action-{i}", null, []))));

        (await VerifyAsync(chain)).ShouldBe(new AuditVerdict(chain, 20, null));
    }

    private async Task<string> ChainAsync(int length)
    {
        var chain = $"test:{Guid.NewGuid():N}";
        await CommitAsync([.. Enumerable.Range(1, length).Select(i => new AuditRecorded(chain, "changed", "E004", new JsonObject { ["value"] = i }))]);
        return chain;
    }

    private async Task<AuditVerdict> VerifyAsync(string chain) => (await provider.Get<AuditChain>().VerifyAsync(chain, default)).ShouldHaveSingleItem();

    private Task TamperAsync(string sql) => provider.WriteAsync((db, ct) => db.Database.ExecuteSqlRawAsync(sql, ct));

    /// <summary>Whoever finds the chain's end moved runs again, as bursts do.</summary>
    private async Task CommitAsync(params IEffect[] effects)
    {
        CommitResult result;
        do result = await provider.Get<IWorkflowInstanceStore>().CommitAsync(Bursts.Instance().Commit(effects), default);
        while (result is CommitResult.Conflict);
        result.ShouldBeCommitted();
    }
}
