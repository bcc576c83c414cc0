using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using StaffFlows.Host.Components.Models;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.Persistence.Registers;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.Features.Registers;

/// <summary>候选人名册: everybody who was ever recommended, and how far he has come.</summary>
internal sealed class CandidateList(RegisterWords words) : IRegister
{
    public string Key => "candidates";

    public ImmutableArray<string> States { get; } = [CandidateRegister.UnderWay, CandidateRegister.Reserve, CandidateRegister.OnPost, CandidateRegister.Out];

    public bool HasPlaces => true;

    public ImmutableArray<RegisterColumn> Columns { get; } =
    [
        new("name"), new("staffNo", "name"), new("unit"), new("post"), new("window", "post"), new("selection"), new("recommendedOn", "selection"), new("score"), new("rank", "score"),
        new("filingNumber"), new("filedOn", "filingNumber"), new("onPostDate"), new("state"),
    ];

    public bool IsOpenTo(Viewer viewer) => RegisterWords.ReadsPersons(viewer);

    public async Task<RegisterPage> ReadAsync(StaffFlowsDbContext db, RegisterFilter filter, Viewer viewer, RegisterSpan span, CancellationToken ct)
    {
        var organisation = await words.OrganisationAsync(ct);
        return await RegisterWords.PageAsync(db.Candidates(filter, viewer), span, row => new RegisterRow($"{row.Entry.Id}", row.Name,
        [
            new(row.Name), new(row.StaffNo), RegisterWords.Unit(row.UnitId, organisation), new(row.Entry.Title), RegisterWords.Window(row.Entry.WindowId, organisation),
            RegisterWords.Case(row.CaseNumber, row.Entry.CaseId), new(row.Entry.RecommendedOn), new(row.Entry.Score), Rank(row),
            new(row.Entry.FilingNumber), new(row.Entry.FiledOn), new(row.Entry.OnPostDate), words.Candidacy(row.Entry.State),
        ]), ct);
    }

    public async Task<RegisterTrail?> FindTrailAsync(StaffFlowsDbContext db, RegisterFilter filter, Viewer viewer, CancellationToken ct) =>
        await db.Candidates(filter, viewer).FirstOrDefaultAsync(ct) is { Entry: { } entry } ? RegisterWords.TrailOf(entry.CaseId, entry.PersonId) : null;

    private RegisterCell Rank(CandidateRow row) => new(row.Entry.Rank, row.Entry.Rank is { } rank ? words.Say("candidates.ranked", rank) : null);
}

/// <summary>候补名单: whoever was put on a reserve list, valid six months (EC-06), promoted or lapsed.</summary>
internal sealed class ReserveList(RegisterWords words) : IRegister
{
    public string Key => "reserves";

    public ImmutableArray<string> States { get; } = [CandidateRegister.Valid, CandidateRegister.Promoted, CandidateRegister.Lapsed];

    public bool HasPlaces => true;

    public ImmutableArray<RegisterColumn> Columns { get; } =
    [
        new("name"), new("staffNo", "name"), new("unit"), new("post"), new("window", "post"), new("selection"), new("rank"), new("score", "rank"), new("reserveUntil"), new("standing"), new("state"),
    ];

    public bool IsOpenTo(Viewer viewer) => RegisterWords.ReadsPersons(viewer);

    public async Task<RegisterPage> ReadAsync(StaffFlowsDbContext db, RegisterFilter filter, Viewer viewer, RegisterSpan span, CancellationToken ct)
    {
        var organisation = await words.OrganisationAsync(ct);
        return await RegisterWords.PageAsync(db.Reserves(filter, viewer, words.Today), span, row => new RegisterRow($"{row.Entry.Id}", row.Name,
        [
            new(row.Name), new(row.StaffNo), RegisterWords.Unit(row.UnitId, organisation), new(row.Entry.Title), RegisterWords.Window(row.Entry.WindowId, organisation),
            RegisterWords.Case(row.CaseNumber, row.Entry.CaseId), new(row.Entry.Rank), new(row.Entry.Score), new(row.Entry.ReserveUntil), words.Candidacy(row.Entry.State), State(row),
        ]), ct);
    }

    public async Task<RegisterTrail?> FindTrailAsync(StaffFlowsDbContext db, RegisterFilter filter, Viewer viewer, CancellationToken ct) =>
        await db.Reserves(filter, viewer, words.Today).FirstOrDefaultAsync(ct) is { Entry: { } entry } ? RegisterWords.TrailOf(entry.CaseId, entry.PersonId) : null;

    private RegisterCell State(CandidateRow row)
    {
        var state = CandidateRegister.ReserveState(row.Entry, words.Today);
        return words.State(Key, state, state switch { CandidateRegister.Valid => Tone.Wait, CandidateRegister.Promoted => Tone.Done, _ => Tone.None });
    }
}
