using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using StaffFlows.Host.Components.Models;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.Persistence.Registers;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.Features.Registers;

/// <summary>备案登记簿: who was filed under which number and when, what was made public before, what was given back or refused (SEL-08).</summary>
internal sealed class FilingList(RegisterWords words) : IRegister
{
    public string Key => "filings";

    public ImmutableArray<string> States { get; } = [FilingRegister.Running, FilingRegister.Corrected, FilingRegister.Filed, FilingRegister.Refused];

    public bool HasPlaces => false;

    public ImmutableArray<RegisterColumn> Columns { get; } =
    [
        new("number"), new("persons"), new("selection"), new("publicity"), new("reportedOn"), new("filingNumber"), new("filedOn", "filingNumber"), new("corrections"), new("state"),
    ];

    public bool IsOpenTo(Viewer viewer) => RegisterWords.ReadsPersons(viewer) || viewer.Has("FilingOfficer");

    public async Task<RegisterPage> ReadAsync(StaffFlowsDbContext db, RegisterFilter filter, Viewer viewer, RegisterSpan span, CancellationToken ct)
    {
        var organisation = await words.OrganisationAsync(ct);
        return await RegisterWords.PageAsync(db.FilingRows(filter, viewer), span, row => new RegisterRow($"{row.Case.Id}", row.Case.Number!,
        [
            RegisterWords.Case(row.Case.Number!, row.Case.Id), Joined(row.Persons.Select(p => organisation.FindByStaffNo(p.StaffNo)?.Name ?? p.StaffNo)),
            RegisterWords.Case(row.SelectionNumber, row.SelectionId), Joined(row.Persons.Select(p => p.PublicityNumber).OfType<string>().Distinct()),
            new(row.ReportedOn), new(row.FilingNumber), new(row.FiledOn), new(row.Corrections), State(row.Case.Status),
        ]), ct);
    }

    public async Task<RegisterTrail?> FindTrailAsync(StaffFlowsDbContext db, RegisterFilter filter, Viewer viewer, CancellationToken ct) =>
        await db.FilingRows(filter, viewer).FirstOrDefaultAsync(ct) is { } row
            ? new(row.Case.Id, entry => entry.Action is "case.opened" or "case.status-changed", HasDecisions: true)
            : null;

    private RegisterCell Joined(IEnumerable<string> texts) => new(string.Join(words.Say("list.comma"), texts));

    private RegisterCell State(CaseStatus status) => status switch
    {
        CaseStatus.Approved => words.State(Key, FilingRegister.Filed, Tone.Done),
        CaseStatus.Rejected => words.State(Key, FilingRegister.Refused, Tone.Late),
        CaseStatus.Cancelled or CaseStatus.Withdrawn => words.State(Key, "cancelled", Tone.None),
        _ => words.State(Key, FilingRegister.Running, Tone.Info),
    };
}
