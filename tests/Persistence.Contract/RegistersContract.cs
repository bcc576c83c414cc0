using Microsoft.EntityFrameworkCore;
using StaffFlows.Persistence.Contract.Providers;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.Persistence.Model;
using StaffFlows.Workflows.Persistence.Registers;
using StaffFlows.Workflows.Publicity;
using StaffFlows.Workflows.Selection;
using StaffFlows.Workflows.UserTasks;
using Case = StaffFlows.Workflows.Cases.Case;
using CaseStatus = StaffFlows.Workflows.Cases.CaseStatus;

namespace StaffFlows.Persistence.Contract;

public sealed class Registers_on_Sqlite(SqliteProvider provider) : RegistersContract(provider), IClassFixture<SqliteProvider>;

public sealed class Registers_on_PostgreSql(PostgreSqlProvider provider) : RegistersContract(provider), IClassFixture<PostgreSqlProvider>;

public sealed class Registers_on_SqlServer(SqlServerProvider provider) : RegistersContract(provider), IClassFixture<SqlServerProvider>;

/// <summary>
/// Three persons of two units: 蓝采薇 came on post at W01 and later at W02, 倪星河 is a reserve until 17 September 2026, 巩志远's selection is
/// confidential. The first was made public, objected to and filed.
/// </summary>
public abstract class RegistersContract(Provider provider)
{
    private static readonly DateOnly Today = new(2026, 9, 17);
    private static readonly Viewer Director = new("R4", ["CenterDirector"], [], []);
    private static readonly Viewer Officer = new("R8", ["ComplaintOfficer"], [], []);
    private static readonly Viewer Leader = new("R18", [], ["U01"], []);

    [ContractFact]
    public async Task Rows_are_found_by_name_number_state_unit_and_day_by_those_whose_they_are()
    {
        await FillAsync();
        await using var db = provider.Read();
        (string Reason, RegisterFilter Filter, Viewer Viewer, string[] Names)[] cases =
        [
            ("everybody whose selection is not confidential, newest first", new(), Director, ["倪星河", "蓝采薇", "蓝采薇"]),
            ("a unit's leader sees its persons", new(), Leader, ["蓝采薇", "蓝采薇"]),
            ("a part of a name", new() { Text = "星" }, Director, ["倪星河"]),
            ("a staff number in small letters", new() { Text = "s-r51" }, Director, ["倪星河"]),
            ("a filing number", new() { Text = "备 17" }, Director, ["蓝采薇"]),
            ("what is a wildcard elsewhere", new() { Text = "_" }, Director, []),
            ("a state", new() { State = CandidateRegister.Reserve }, Director, ["倪星河"]),
            ("a unit", new() { UnitId = "U02" }, Director, ["倪星河"]),
            ("a window", new() { WindowId = "W02" }, Director, ["倪星河", "蓝采薇"]),
            ("both days included", new() { From = new(2026, 3, 12), To = new(2026, 3, 12) }, Director, ["蓝采薇"]),
            ("not after the last day", new() { To = new(2026, 3, 11) }, Director, []),
        ];
        foreach (var (reason, filter, viewer, names) in cases)
            (await db.Candidates(filter, viewer).Select(r => r.Name).ToArrayAsync()).ShouldBe(names, reason);

        (await db.Candidates(new(), Director).Skip(1).Take(1).CountAsync()).ShouldBe(1);
    }

    [ContractFact]
    public async Task EC_06_a_reserve_is_valid_to_the_end_of_its_last_day_and_lapses_then()
    {
        await FillAsync();
        await using var db = provider.Read();

        (await NamesAsync(CandidateRegister.Valid, Today)).ShouldBe(["倪星河"]);
        (await NamesAsync(CandidateRegister.Lapsed, Today)).ShouldBeEmpty();
        (await NamesAsync(CandidateRegister.Valid, Today.AddDays(1))).ShouldBeEmpty();
        (await NamesAsync(CandidateRegister.Lapsed, Today.AddDays(1))).ShouldBe(["倪星河"]);
        (await NamesAsync(CandidateRegister.Promoted, Today)).ShouldBe(["蓝采薇"]);

        Task<List<string>> NamesAsync(string state, DateOnly today) => db.Reserves(new() { State = state }, Director, today).Select(r => r.Name).ToListAsync();
    }

    [ContractFact]
    public async Task TC_7_a_posting_lasts_until_the_next_one_and_two_years_are_met_on_their_day()
    {
        await FillAsync();
        await using var db = provider.Read();

        var rows = await db.PostingRows(new() { Text = "采薇" }, Director, Today).ToListAsync();
        rows.Select(r => (r.WindowId, r.Since, r.Until, r.IsPresent)).ShouldBe(
            [("W01", new DateOnly(2026, 4, 1), new DateOnly(2026, 9, 1), false), ("W02", (DateOnly?)new DateOnly(2026, 9, 1), (DateOnly?)null, true)]);
        (await db.PostingRows(new() { Row = rows[0].Id }, Director, Today).CountAsync()).ShouldBe(1);
        (await db.PostingRows(new() { Row = rows[1].Id }, Director, Today).CountAsync()).ShouldBe(1);

        (await RipeAsync(new DateOnly(2028, 8, 31))).ShouldBeEmpty();
        (await RipeAsync(new DateOnly(2028, 9, 1))).ShouldBe(["蓝采薇"]);
        (await db.PostingRows(new() { State = PostingRegister.Ended }, Director, Today).Select(r => r.Name).ToListAsync()).ShouldBe(["蓝采薇"]);
        (await db.PostingRows(new(), new("R22", [], [], ["W02"]), Today).Select(r => r.Name).ToListAsync()).ShouldBe(["蓝采薇"], "who heads a window sees that window");

        Task<List<string>> RipeAsync(DateOnly today) =>
            db.PostingRows(new() { State = PostingRegister.TwoYears, Text = "采薇" }, Director, today).Select(r => r.Name).ToListAsync();
    }

    [ContractFact]
    public async Task Publicities_and_filings_are_found_by_their_persons_and_objections_by_those_who_deal_with_them()
    {
        await FillAsync();
        await using var db = provider.Read();

        (await db.PublicityRows(new() { Text = "蓝采薇" }, Director).Select(r => r.Number).ToListAsync()).ShouldBe(["GS-R-1"]);
        (await db.PublicityRows(new() { Text = "倪星河" }, Director).Select(r => r.Number).ToListAsync()).ShouldBeEmpty("a reserve was never made public");
        (await db.PublicityRows(new() { From = new(2026, 3, 24), State = PublicityRegister.Concluded }, Director).CountAsync()).ShouldBe(1, "a day of the period");
        (await db.PublicityRows(new() { From = new(2026, 3, 25) }, Director).CountAsync()).ShouldBe(0);

        (await db.FilingRows(new() { Text = "备 17" }, Director).Select(r => r.Corrections).ToListAsync()).ShouldBe([1]);
        (await db.FilingRows(new() { Text = "倪星河", State = FilingRegister.Filed }, Director).CountAsync()).ShouldBe(0);
        (await db.FilingRows(new() { State = FilingRegister.Corrected, Text = "s-r55" }, Director).CountAsync()).ShouldBe(1);

        (await db.ObjectionRows(new() { State = "unfounded", Text = "gs-r-1" }, Officer).Select(r => r.Concerns).ToListAsync()).ShouldBe(["蓝采薇"]);
        (await db.ObjectionRows(new() { From = new(2026, 11, 23), To = new(2026, 11, 23) }, Officer).CountAsync()).ShouldBe(1, "the day in the office's zone");
        (await db.ObjectionRows(new() { State = "open" }, Officer).CountAsync()).ShouldBe(0);
        (await db.ObjectionRows(new(), Director).CountAsync()).ShouldBe(0, "confidential");
    }

    private Task FillAsync() =>
        provider.WriteAsync(async (db, ct) =>
        {
            if (await db.People.AnyAsync(p => p.Id == "R55", ct)) return;

            db.People.AddRange(
                Offices.Person("R55") with { Name = "蓝采薇", WindowId = "W02", OnPostDate = new(2026, 9, 1) },
                Offices.Person("R51", unit: "U02") with { Name = "倪星河", WindowId = null, Status = Workflows.Personnel.PersonStatus.Candidate },
                Offices.Person("R53") with { Name = "巩志远", WindowId = null, Status = Workflows.Personnel.PersonStatus.Candidate });
            var (first, second, secret) = (Add(db, "XP-R-1", "selection"), Add(db, "XP-R-2", "selection"), Add(db, "XP-R-3", "selection", isConfidential: true));
            db.Candidacies.AddRange(
                Candidacy(first, "R55", CandidacyState.OnPost, "W01", 12, filing: "备 17", onPost: new(2026, 4, 1), until: new(2026, 9, 17)),
                Candidacy(second, "R55", CandidacyState.OnPost, "W02", 13, onPost: new(2026, 9, 1)),
                Candidacy(first, "R51", CandidacyState.Reserve, "W02", 14, until: new(2026, 9, 17)),
                Candidacy(secret, "R53", CandidacyState.Recommended, "W01", 15));

            var publicity = Add(db, "GS-R-1", "publicity", first, "公示 · 拟任人选");
            db.Publicities.Add(new() { CaseId = publicity, Notice = "{}", Digest = "d", State = PublicityState.Concluded, FirstDay = new(2026, 3, 18), LastDay = new(2026, 3, 24), PublishedAt = Bursts.Monday });
            var objection = Add(db, "YY-R-1", "objection", publicity, isConfidential: true);
            db.CaseParticipants.Add(new() { CaseId = objection, PersonId = Officer.PersonId, Since = Bursts.Monday });
            db.Objections.Add(new()
            {
                CaseId = objection, PublicityId = publicity, PersonId = "R55", IsSigned = false, Channel = ObjectionChannel.Page, State = ObjectionState.Unfounded,
                ReceivedAt = new DateTimeOffset(2026, 11, 22, 16, 0, 0, TimeSpan.Zero),
            });
            var filing = Add(db, "BA-R-1", "filing", first, "备案 · 公安局 · 蓝采薇");
            db.UserTasks.Add(new()
            {
                Id = Guid.CreateVersion7(), CaseId = filing, InstanceId = Guid.CreateVersion7(), BookmarkId = Guid.CreateVersion7(), ActivityExecutionId = Guid.CreateVersion7(), StepId = "check",
                StepName = "备案审核", Mode = UserTaskMode.One, State = UserTaskState.Completed, CreatedAt = Bursts.Monday, Outcome = "correct", Reasons = [], Outcomes = [],
            });
        });

    private static StoredCandidacy Candidacy(
        Guid caseId, string person, CandidacyState state, string window, int day, string? filing = null, DateOnly? onPost = null, DateOnly? until = null) => new()
    {
        Id = Guid.CreateVersion7(), CaseId = caseId, PersonId = person, PostNo = "1", WindowId = window, Title = "综合岗", State = state, RecommendedOn = new(2026, 3, day), UpdatedAt = Bursts.Monday,
        FilingNumber = filing, OnPostDate = onPost, ReserveUntil = until,
    };

    private static Guid Add(StaffFlowsDbContext db, string number, string procedure, Guid? parent = null, string title = "选派", bool isConfidential = false)
    {
        var id = Guid.CreateVersion7();
        db.Cases.Add(new Case
        {
            Id = id, Number = number, Procedure = procedure, Title = title, Status = CaseStatus.Approved, ApplicantId = "R6", SubjectId = "R6",
            FormKey = procedure, FormVersion = 1, ProfileKey = "FangCounty", ProfileVersion = 1, CreatedAt = Bursts.Monday, ParentCaseId = parent, IsConfidential = isConfidential,
        });
        return id;
    }
}
