using StaffFlows.Engine.Execution;
using StaffFlows.Host.Api;
using StaffFlows.Workflows;
using StaffFlows.Workflows.Calendar;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.Personnel;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.Features.People;

/// <param name="Kind">A <see cref="ViolationKind"/>.</param>
internal sealed record ViolationReport(string? Kind, DateOnly? OccurredOn, string? Facts);

internal sealed record ViolationAnswer(Guid Id);

/// <summary>派驻违规报告 (SEL-13): a window head reports that somebody's home unit keeps him from his window. The unit hears of it.</summary>
internal sealed class ReportViolation(IWriteQueue writes, StationingViolations violations, OfficeSnapshots office, BusinessClock clock)
{
    /// <summary>Who reports of a person: whoever heads his window.</summary>
    public static bool MayReport(Person person, Organisation organisation, Viewer by) =>
        StationingViolation.Concerns(person, organisation) && by.HeadsWindowIds.Contains(person.WindowId!);

    public async Task<Result<ViolationAnswer>> ExecuteAsync(string personId, ViolationReport report, Viewer by, RequestKey? key, CancellationToken ct)
    {
        var organisation = (await office.ReadAsync(ct)).Organisation;
        if (organisation.FindPerson(personId) is not { IsActive: true } person) return new Rejection(RejectionKind.NotFound, "not-found");
        if (person.WindowId is null || !by.HeadsWindowIds.Contains(person.WindowId)) return new Rejection(RejectionKind.Forbidden, "violation-not-his-window");
        if (!StationingViolation.Concerns(person, organisation)) return new Rejection(RejectionKind.InvalidState, "violation-not-stationed", person.Name);
        if (Check(report, person) is { } wrong) return wrong;

        var violation = new StationingViolation
        {
            Id = Guid.CreateVersion7(),
            PersonId = person.Id,
            UnitId = person.HomeUnitId,
            WindowId = person.WindowId,
            Kind = KindOf(report)!.Value,
            OccurredOn = report.OccurredOn!.Value,
            Facts = report.Facts!.Trim(),
            ReportedById = by.PersonId,
            ReportedAt = clock.Now,
        };
        var words = (person.Name, organisation.Windows[person.WindowId].Name);
        return await writes.WriteOnceAsync<ViolationAnswer>(key, clock, async (db, token) =>
        {
            await violations.AddAsync(db, violation, Answerable(person, organisation), words, token);
            return new ViolationAnswer(violation.Id);
        }, ct);
    }

    /// <summary>Who answers for the unit; where it has neither leader nor deputy, personnel passes it on.</summary>
    private static IEnumerable<string> Answerable(Person person, Organisation organisation)
    {
        var unit = organisation.HomeUnitOf(person);
        var leaders = new[] { organisation.LeaderOf(unit), organisation.DeputyLeaderOf(unit) }.OfType<Person>().Where(p => p.IsActive).Select(p => p.Id).ToList();
        return leaders.Count > 0 ? leaders : organisation.PeopleWithRole("PersonnelOfficer").Where(p => p.IsActive).Select(p => p.Id);
    }

    private Rejection? Check(ViolationReport report, Person person)
    {
        if (KindOf(report) is null) return Field("kind", string.IsNullOrWhiteSpace(report.Kind) ? "value-missing" : "choice-unknown", report.Kind ?? "");
        if (report.OccurredOn is not { } day) return Field("occurredOn", "value-missing");
        if (day > clock.Today) return Field("occurredOn", "date-in-future");
        if (day < person.OnPostDate) return Field("occurredOn", "violation-before-posting", $"{person.OnPostDate:yyyy-MM-dd}");
        if (string.IsNullOrWhiteSpace(report.Facts)) return Field("facts", "value-missing");
        return report.Facts.Trim().Length > StationingViolation.MaxFacts ? Field("facts", "text-too-long", $"{StationingViolation.MaxFacts}") : null;
    }

    private static ViolationKind? KindOf(ViolationReport report) =>
        Enum.GetValues<ViolationKind>().Cast<ViolationKind?>().FirstOrDefault(kind => string.Equals($"{kind}", report.Kind?.Trim(), StringComparison.OrdinalIgnoreCase));

    private static Rejection Field(string field, string code, params string[] arguments) =>
        new(RejectionKind.Invalid, code, [.. arguments]) { Fields = [new(field, code, [.. arguments])] };
}
