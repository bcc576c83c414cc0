using Microsoft.EntityFrameworkCore;
using StaffFlows.Engine.Execution;
using StaffFlows.Persistence.Contract.Providers;
using StaffFlows.Workflows.Leave;

namespace StaffFlows.Persistence.Contract;

public sealed class Numbers_on_Sqlite(SqliteProvider provider) : NumbersContract(provider), IClassFixture<SqliteProvider>;

public sealed class Numbers_through_EF(SqliteThroughEf provider) : NumbersContract(provider), IClassFixture<SqliteThroughEf>;

public sealed class Numbers_on_PostgreSql(PostgreSqlProvider provider) : NumbersContract(provider), IClassFixture<PostgreSqlProvider>;

public sealed class Numbers_on_SqlServer(SqlServerProvider provider) : NumbersContract(provider), IClassFixture<SqlServerProvider>;

public abstract class NumbersContract(Provider provider)
{
    private IWorkflowInstanceStore Store => provider.Get<IWorkflowInstanceStore>();

    [ContractFact]
    public async Task Fifty_starts_at_once_of_which_some_are_refused_leave_no_gap()
    {
        const string Pattern = "GAP-{year}-{0:000000}";
        var results = await Task.WhenAll(Enumerable.Range(0, 60).Select(i => i % 6 == 0 ? StartRefusedAsync(Pattern) : StartAsync(Pattern, Bursts.Monday)));

        results.OfType<CommitResult.Committed>().Count().ShouldBe(50);
        results.OfType<CommitResult.Refused>().Count().ShouldBe(10);
        (await NumbersAsync("GAP-")).ShouldBe(Enumerable.Range(1, 50).Select(n => $"GAP-2026-{n:000000}"));
    }

    [ContractFact]
    public async Task Each_year_of_the_office_counts_from_one()
    {
        const string Pattern = "YEAR-{year}-{0:000000}";
        var newYear = new DateTimeOffset(2026, 12, 31, 16, 0, 0, TimeSpan.Zero);
        await StartAsync(Pattern, newYear.AddSeconds(-1));
        await StartAsync(Pattern, newYear);

        (await NumbersAsync("YEAR-")).ShouldBe(["YEAR-2026-000001", "YEAR-2027-000001"]);
    }

    [ContractFact]
    public async Task A_number_has_as_many_digits_as_it_needs()
    {
        (string Pattern, long Last, string Next, string Reason)[] cases =
        [
            ("SHORT-{0}", 0, "SHORT-1", "as it is"),
            ("SHORT-{0}-A", 41, "SHORT-42-A", "in the middle"),
            ("WIDE-{0:000}", 7, "WIDE-008", "filled up"),
            ("WIDE-{0:000}号", 98, "WIDE-099号", "filled up, words of the office"),
            ("FULL-{0:00}", 98, "FULL-99", "the last that fits"),
            ("FULL-{0:00}!", 99, "FULL-100!", "not cut off"),
            ("LONG-{0:00}", 12345, "LONG-12346", "not cut off"),
            ("HEX-{0:x4}", 254, "HEX-00ff", "a pattern that only we can fill in"),
            ("{0}/{{x}}", 4, "5/{x}", "braces of its own"),
        ];
        foreach (var (pattern, last, next, reason) in cases)
        {
            await provider.WriteAsync((db, _) =>
            {
                db.CaseCounters.Add(new() { Pattern = pattern, Year = 2026, Value = last });
                return Task.CompletedTask;
            });
            var header = Bursts.Header(Bursts.Person());
            (await Store.CommitAsync(Bursts.Instance().Commit(Bursts.Opened(header, pattern)), default)).ShouldBeCommitted();

            await using var db = provider.Read();
            (await db.Cases.SingleAsync(c => c.Id == header.CaseId)).Number.ShouldBe(next, reason);
        }
    }

    private Task<CommitResult> StartAsync(string pattern, DateTimeOffset now) =>
        Store.CommitAsync(Bursts.Instance().Commit(Bursts.Opened(Bursts.Header(Bursts.Person()), pattern)) with { Now = now }, default);

    private async Task<CommitResult> StartRefusedAsync(string pattern)
    {
        var person = Bursts.Person();
        var (first, second) = (Bursts.Header(person), Bursts.Header(person));
        await Store.CommitAsync(
            Bursts.Instance().Commit(
                Bursts.Opened(first, "OTHER-{0}"), new LeaveReserved(Bursts.Leave(first.CaseId, person, "2026-12-01 am", "2026-12-01 pm"))),
            default);
        return await Store.CommitAsync(
            Bursts.Instance().Commit(
                Bursts.Opened(second, pattern), new LeaveReserved(Bursts.Leave(second.CaseId, person, "2026-12-01 am", "2026-12-01 pm"))),
            default);
    }

    private async Task<List<string>> NumbersAsync(string prefix)
    {
        await using var db = provider.Read();
        return await db.Cases.Where(c => c.Number!.StartsWith(prefix)).OrderBy(c => c.Number).Select(c => c.Number!).ToListAsync();
    }
}
