using StaffFlows.Engine.Execution;
using StaffFlows.Persistence.Contract.Providers;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Leave;

namespace StaffFlows.Persistence.Contract;

public sealed class LeaveLedger_on_Sqlite(SqliteProvider provider) : LeaveLedgerContract(provider), IClassFixture<SqliteProvider>;

public sealed class LeaveLedger_through_EF(SqliteThroughEf provider) : LeaveLedgerContract(provider), IClassFixture<SqliteThroughEf>;

public sealed class LeaveLedger_on_PostgreSql(PostgreSqlProvider provider) : LeaveLedgerContract(provider), IClassFixture<PostgreSqlProvider>;

public sealed class LeaveLedger_on_SqlServer(SqlServerProvider provider) : LeaveLedgerContract(provider), IClassFixture<SqlServerProvider>;

public abstract class LeaveLedgerContract(Provider provider)
{
    private IWorkflowInstanceStore Store => provider.Get<IWorkflowInstanceStore>();

    [ContractFact]
    public async Task Half_days_that_do_not_touch_may_stand_side_by_side()
    {
        var person = Bursts.Person();
        var (morning, afternoon, both) = (Bursts.Header(person), Bursts.Header(person), Bursts.Header(person));
        await provider.CommitAsync(Bursts.Instance(), Bursts.Opened(morning), Reserve(morning, "2026-12-01 am", "2026-12-01 am"));
        await provider.CommitAsync(Bursts.Instance(), Bursts.Opened(afternoon), Reserve(afternoon, "2026-12-01 pm", "2026-12-01 pm"));

        (await Store.CommitAsync(Bursts.Instance().Commit(Bursts.Opened(both), Reserve(both, "2026-12-01 am", "2026-12-01 pm")), default))
            .ShouldBeRefused("leave-overlap");
    }

    [ContractFact]
    public async Task Whether_two_leaves_overlap_is_a_matter_of_half_days()
    {
        (string From, string To, bool Overlaps, string Reason)[] others =
        [
            ("2026-12-01 am", "2026-12-02 am", false, "ends in the morning, before the afternoon"),
            ("2026-12-01 am", "2026-12-02 pm", true, "ends in the same afternoon"),
            ("2026-12-04 am", "2026-12-05 pm", true, "begins in the same morning"),
            ("2026-12-04 pm", "2026-12-05 pm", false, "begins after the morning"),
            ("2026-12-03 am", "2026-12-03 am", true, "within"),
            ("2026-12-01 am", "2026-12-10 pm", true, "around"),
            ("2026-12-05 am", "2026-12-05 pm", false, "the day after"),
        ];
        foreach (var (from, to, overlaps, reason) in others)
        {
            var person = Bursts.Person();
            var (first, second) = (Bursts.Header(person), Bursts.Header(person));
            await provider.CommitAsync(Bursts.Instance(), Bursts.Opened(first), Reserve(first, "2026-12-02 pm", "2026-12-04 am"));

            var result = await Store.CommitAsync(Bursts.Instance().Commit(Bursts.Opened(second), Reserve(second, from, to)), default);

            (result is CommitResult.Refused).ShouldBe(overlaps, $"{from} to {to}: {reason}");
        }
    }

    [ContractFact]
    public async Task Of_two_overlapping_applications_at_the_same_time_one_is_refused()
    {
        var person = Bursts.Person();
        var headers = Enumerable.Range(0, 6).Select(_ => Bursts.Header(person)).ToList();

        var results = await Task.WhenAll(headers.Select(h =>
            Store.CommitAsync(Bursts.Instance().Commit(Bursts.Opened(h), Reserve(h, "2026-12-01 am", "2026-12-02 pm")), default)));

        results.OfType<CommitResult.Committed>().Count().ShouldBe(1);
        results.OfType<CommitResult.Refused>().Count().ShouldBe(5);
    }

    [ContractFact]
    public async Task A_stand_in_has_his_duty_once_he_accepts_and_until_the_leave_is_given_back()
    {
        var (header, standIn) = (Bursts.Header(Bursts.Person()), Bursts.Person());
        await provider.CommitAsync(Bursts.Instance(), Bursts.Opened(header), Reserve(header, "2026-12-01 am", "2026-12-02 pm", standIn));
        (await provider.LedgerAsync(standIn)).StandingIn.ShouldBeEmpty();
        (await provider.LedgerAsync(header.SubjectId)).Own.ShouldHaveSingleItem().StandInId.ShouldBeNull();

        await provider.CommitAsync(Bursts.Instance(), new StandInAccepted(header.CaseId, standIn), new LeaveApproved(header.CaseId));
        (await provider.LedgerAsync(standIn)).StandingIn.ShouldHaveSingleItem().State.ShouldBe(LeaveState.Approved);

        await provider.CommitAsync(Bursts.Instance(), new LeaveReleased(header.CaseId));
        (await provider.LedgerAsync(standIn)).StandingIn.ShouldBeEmpty();
    }

    [ContractFact]
    public async Task Every_change_of_a_ledger_moves_the_facts_of_both_persons()
    {
        var (header, standIn) = (Bursts.Header(Bursts.Person()), Bursts.Person());
        var seen = new List<long?> { await provider.VersionAsync(standIn) };
        await provider.CommitAsync(Bursts.Instance(), Bursts.Opened(header), Reserve(header, "2026-12-01 am", "2026-12-02 pm", standIn));
        seen.Add(await provider.VersionAsync(standIn));
        await provider.CommitAsync(Bursts.Instance(), new StandInAccepted(header.CaseId, standIn));
        seen.Add(await provider.VersionAsync(standIn));
        await provider.CommitAsync(Bursts.Instance(), new CaseStatusChanged(header.CaseId, CaseStatus.Rejected, null, null));
        seen.Add(await provider.VersionAsync(standIn));

        seen.ShouldBe([0, 1, 2, 3]);
        (await provider.VersionAsync(header.SubjectId)).ShouldBe(3);
    }

    [ContractFact]
    public async Task A_changed_application_asks_its_stand_in_anew()
    {
        var (header, standIn) = (Bursts.Header(Bursts.Person()), Bursts.Person());
        await provider.CommitAsync(
            Bursts.Instance(), Bursts.Opened(header), Reserve(header, "2026-12-01 am", "2026-12-02 pm", standIn),
            new StandInAccepted(header.CaseId, standIn));

        await provider.CommitAsync(Bursts.Instance(), Reserve(header, "2026-12-01 am", "2026-12-04 pm", standIn));

        (await provider.LedgerAsync(standIn)).StandingIn.ShouldBeEmpty();
        (await provider.LedgerAsync(header.SubjectId)).Own.ShouldHaveSingleItem().Range.ShouldBe(Bursts.Range("2026-12-01 am", "2026-12-04 pm"));
    }

    private static LeaveReserved Reserve(CaseHeader header, string from, string to, string? standIn = null) =>
        new(Bursts.Leave(header.CaseId, header.SubjectId, from, to, standIn));
}
