using Microsoft.EntityFrameworkCore;
using StaffFlows.Engine.Execution;
using StaffFlows.Persistence.Contract.Providers;
using StaffFlows.Workflows.Calendar;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.Persistence.Mappings;
using StaffFlows.Workflows.Personnel;
using StaffFlows.Workflows.Profiles;

namespace StaffFlows.Persistence.Contract;

public sealed class Office_on_Sqlite(SqliteProvider provider) : OfficeContract(provider), IClassFixture<SqliteProvider>;

public sealed class Office_on_PostgreSql(PostgreSqlProvider provider) : OfficeContract(provider), IClassFixture<PostgreSqlProvider>;

public sealed class Office_on_SqlServer(SqlServerProvider provider) : OfficeContract(provider), IClassFixture<SqlServerProvider>;

public abstract class OfficeContract(Provider provider)
{
    private static readonly DateOnly NewYear = new(2027, 1, 1);

    private OfficeSnapshots Snapshots => provider.Get<OfficeSnapshots>();

    [ContractFact]
    public async Task An_imported_organisation_is_the_next_snapshot_and_who_is_missing_has_departed()
    {
        var (stays, leaves) = (Offices.Person("E1") with { IdNumber = "990101199001011234" }, Offices.Person("E2", unit: "U02"));
        var first = await provider.Get<OrganisationStore>().ReplaceAsync(Offices.Of(stays, leaves), "E004", default);
        var second = await provider.Get<OrganisationStore>().ReplaceAsync(
            Offices.Of(stays with { Name = "巫小岚" }, Offices.Person("E3")) with { Units = [Offices.Of().Units[0]] }, "E004", default);

        first.Value.ShouldBe(new OrganisationChange(2, 0, 0));
        second.Value.ShouldBe(new OrganisationChange(1, 1, 1));
        var organisation = (await Snapshots.ReadAsync(default)).Organisation;
        organisation.People.Values.Select(p => (p.Id, p.Name, p.Status)).Order().ShouldBe(
        [
            ("E1", "巫小岚", PersonStatus.OnPost), ("E2", "巫晓岚", PersonStatus.Departed), ("E3", "巫晓岚", PersonStatus.OnPost),
        ]);
        organisation.HomeUnitOf(organisation.People["E2"]).Id.ShouldBe("U02");
        organisation.People["E1"].Roles.ShouldBe(["WindowStaff"]);
    }

    [ContractFact]
    public async Task The_same_organisation_again_changes_nothing()
    {
        var import = Offices.Of(Offices.Person("E1"));
        await provider.Get<OrganisationStore>().ReplaceAsync(import, null, default);
        var before = (await Snapshots.ReadAsync(default)).Organisation;

        (await provider.Get<OrganisationStore>().ReplaceAsync(import, null, default)).Value.ShouldBe(new OrganisationChange(0, 0, 0));

        (await Snapshots.ReadAsync(default)).Organisation.ShouldBeSameAs(before);
    }

    [ContractFact]
    public async Task Id_numbers_are_kept_encrypted_and_out_of_the_snapshot()
    {
        await provider.Get<OrganisationStore>().ReplaceAsync(Offices.Of(Offices.Person("E1") with { IdNumber = "990101199001011234" }), null, default);

        (await Snapshots.ReadAsync(default)).Organisation.People["E1"].IdNumber.ShouldBeNull();
        await using var db = provider.Read();
        (await db.People.Where(p => p.Id == "E1").Select(p => EF.Property<string>(p, OrganisationMappings.IdNumber)).SingleAsync())
            .ShouldBe("990101199001011234");
        (await db.Database.SqlQueryRaw<string>("SELECT protected_id_number AS \"Value\" FROM people WHERE id = 'E1'").ToListAsync())
            .Single().ShouldNotContain("990101");
    }

    [ContractFact]
    public async Task A_notice_replaces_its_year_and_the_halls_own_day_beats_it()
    {
        var calendars = provider.Get<CalendarStore>();
        var notice = new HolidayNotice(2027, ["https://www.gov.cn/"], [new(NewYear, "元旦", false)], true);
        (await calendars.ImportAsync(HolidayNotices.None.With(notice), "E004", default)).Value.ShouldBe(1);
        (await calendars.ImportAsync(HolidayNotices.None.With(notice), "E004", default)).Value.ShouldBe(0);
        (await CalendarAsync()).DayOf(NewYear).ShouldBe(new CalendarDay(NewYear, DayKind.Holiday, "元旦", false));

        await calendars.SetLocalDayAsync(new(NewYear, "值班", true), "E004", default);
        (await CalendarAsync()).DayOf(NewYear).IsWorking.ShouldBeTrue();

        (await calendars.RemoveLocalDayAsync(NewYear, "E004", default)).Rejection.ShouldBeNull();
        (await CalendarAsync()).DayOf(NewYear).IsWorking.ShouldBeFalse();
        (await calendars.RemoveLocalDayAsync(NewYear, "E004", default)).Rejection!.Code.ShouldBe("calendar-day-unknown");
    }

    [ContractFact]
    public async Task A_changed_profile_is_a_new_version_and_the_old_one_stays()
    {
        var rules = provider.Get<RuleStore>();
        (await rules.ImportProfilesAsync([Offices.Profile("FangCounty", 3)], "E004", default)).Value.ShouldBe(1);
        (await rules.ImportProfilesAsync([Offices.Profile("FangCounty", 3)], "E004", default)).Value.ShouldBe(0);
        (await rules.ImportProfilesAsync([Offices.Profile("FangCounty", 5)], "E004", default)).Value.ShouldBe(1);

        var facts = await provider.Get<IFactSource>().ReadAsync(
            [FactKinds.Profile("FangCounty", 1), FactKinds.Profile("FangCounty", 2), FactKinds.Organisation, FactKinds.Calendar], default);

        facts.ShouldAllBe(f => f.Version == null);
        facts.Select(f => f.Value).OfType<Profile>().Select(p => (p.Version, p.Values["Leave.MaxDays"].Value.GetInt32())).ShouldBe([(1, 3), (2, 5)]);
        facts[2].Value.ShouldBeOfType<Organisation>();
        facts[3].Value.ShouldBeOfType<WorkingDayCalendar>();
    }

    [ContractFact]
    public async Task A_fact_that_nobody_provides_is_a_mistake() =>
        await Should.ThrowAsync<InvalidOperationException>(() => provider.Get<IFactSource>().ReadAsync([new FactKey("Weather", "")], default));

    [ContractFact]
    public async Task Business_time_never_runs_backwards()
    {
        var clock = provider.Get<ClockStore>();
        (await clock.MoveToAsync(TimeSpan.FromDays(3), "E004", default)).Value.ShouldBe(TimeSpan.FromDays(3));
        (await clock.MoveToAsync(TimeSpan.FromDays(1), "E004", default)).Value.ShouldBe(TimeSpan.FromDays(3));

        (await clock.ReadOffsetAsync(default)).ShouldBe(TimeSpan.FromDays(3));
    }

    [ContractFact]
    public async Task A_node_hears_with_its_next_look_that_another_has_moved_business_time()
    {
        var heard = new List<TimeSpan>();
        await Snapshots.ReadAsync(default);
        Snapshots.OnClockMoved = heard.Add;
        await provider.Get<ClockStore>().MoveToAsync(TimeSpan.FromDays(30), "E004", default);

        await provider.Get<IFactSource>().ReadAsync([FactKinds.Calendar], default);
        await Snapshots.ReadAsync(default);

        heard.ShouldBe([TimeSpan.FromDays(30)]);
        Snapshots.OnClockMoved = null;
    }

    [ContractFact]
    public async Task Every_import_is_audited()
    {
        await provider.Get<OrganisationStore>().ReplaceAsync(Offices.Of(Offices.Person("E7")), "E004", default);

        await using var db = provider.Read();
        (await db.AuditEntries.Where(e => e.Aggregate == "organisation").OrderByDescending(e => e.Sequence).FirstAsync())
            .ActorId.ShouldBe("E004");
        (await provider.Get<AuditChain>().VerifyAsync("", default)).ShouldAllBe(v => v.IsWhole);
    }

    private async Task<WorkingDayCalendar> CalendarAsync() => (await Snapshots.ReadAsync(default)).Calendar;
}
