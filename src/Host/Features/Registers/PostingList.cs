using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using StaffFlows.Host.Components.Models;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.Persistence.Registers;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.Features.Registers;

/// <summary>上岗名册: who is at which window since when, and when his two years are over (TC-7).</summary>
internal sealed class PostingList(RegisterWords words) : IRegister
{
    public string Key => "postings";

    public ImmutableArray<string> States { get; } = [PostingRegister.Present, PostingRegister.TwoYears, PostingRegister.Ended];

    public bool HasPlaces => true;

    public ImmutableArray<RegisterColumn> Columns { get; } =
    [
        new("name"), new("staffNo", "name"), new("unit"), new("window"), new("post", "window"), new("since"), new("twoYearsOn"), new("until"), new("selection"), new("state"),
    ];

    public bool IsOpenTo(Viewer viewer) => RegisterWords.ReadsPersons(viewer) || viewer.HeadsWindowIds.Length > 0;

    public async Task<RegisterPage> ReadAsync(StaffFlowsDbContext db, RegisterFilter filter, Viewer viewer, RegisterSpan span, CancellationToken ct)
    {
        var organisation = await words.OrganisationAsync(ct);
        var rows = db.PostingRows(filter, viewer, words.Today);
        var shown = span.Take is { } take ? rows.Skip(span.Skip).Take(take) : rows;
        var ids = (await shown.Select(r => r.CandidacyId).ToListAsync(ct)).OfType<Guid>().ToList();
        var selections = (await db.Candidacies.AsNoTracking().Where(c => ids.Contains(c.Id)).Join(db.Cases, c => c.CaseId, c => c.Id, (entry, c) => new { entry.Id, CaseId = c.Id, c.Number }).ToListAsync(ct))
            .ToDictionary(s => s.Id);
        return await RegisterWords.PageAsync(rows, span, row => new RegisterRow(row.Id, row.Name,
        [
            new(row.Name), new(row.StaffNo), RegisterWords.Unit(row.UnitId, organisation), RegisterWords.Window(row.WindowId, organisation), new(row.Post), new(row.Since), new(row.TwoYearsOn),
            Until(row), row.CandidacyId is { } id && selections.TryGetValue(id, out var selection) ? RegisterWords.Case(selection.Number ?? "", selection.CaseId) : new(null, words.Say("registers.postings.otherwise")), State(row),
        ]), ct);
    }

    public async Task<RegisterTrail?> FindTrailAsync(StaffFlowsDbContext db, RegisterFilter filter, Viewer viewer, CancellationToken ct)
    {
        if (await db.PostingRows(filter, viewer, words.Today).FirstOrDefaultAsync(ct) is not { } row) return null;

        var caseId = await db.Candidacies.Where(c => c.Id == row.CandidacyId).Select(c => (Guid?)c.CaseId).FirstOrDefaultAsync(ct);
        return caseId is { } id ? RegisterWords.TrailOf(id, row.PersonId) : new(null, _ => false, row.PersonId);
    }

    /// <summary>Who left without a next posting, as with a new organisation file, left on a day that nobody has written down; the page says so.</summary>
    private RegisterCell Until(PostingRow row) => row is { IsPresent: false, Until: null } ? new(null, words.Say("registers.postings.untilUnknown")) : new(row.Until);

    private RegisterCell State(PostingRow row) => row switch
    {
        { IsPresent: false } => words.State(Key, PostingRegister.Ended, Tone.None),
        { TwoYearsOn: { } end } when end <= words.Today => words.State(Key, PostingRegister.TwoYears, Tone.Wait),
        _ => words.State(Key, PostingRegister.Present, Tone.Done),
    };
}
