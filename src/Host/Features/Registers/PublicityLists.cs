using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using StaffFlows.Host.Components.Models;
using StaffFlows.Host.Features.Notices;
using StaffFlows.Host.Localisation;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.Persistence.Registers;
using StaffFlows.Workflows.Publicity;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.Features.Registers;

/// <summary>公示登记簿: what hung when, how often it was interrupted, and what came of it.</summary>
internal sealed class PublicityList(RegisterWords words) : IRegister
{
    public string Key => "publicities";

    public ImmutableArray<string> States { get; } = [PublicityRegister.Hanging, PublicityRegister.Interrupted, PublicityRegister.Concluded, PublicityRegister.Cancelled];

    public bool HasPlaces => false;

    public ImmutableArray<RegisterColumn> Columns { get; } =
        [new("number"), new("title"), new("notice", "title"), new("parent"), new("firstDay"), new("lastDay"), new("interruptions"), new("result"), new("state")];

    public bool IsOpenTo(Viewer viewer) => RegisterWords.ReadsPersons(viewer) || viewer.Has("PublicityOfficer");

    public Task<RegisterPage> ReadAsync(StaffFlowsDbContext db, RegisterFilter filter, Viewer viewer, RegisterSpan span, CancellationToken ct) =>
        RegisterWords.PageAsync(db.PublicityRows(filter, viewer), span, row => new RegisterRow($"{row.Publicity.CaseId}", row.Number,
        [
            RegisterWords.Case(row.Number, row.Publicity.CaseId), new(row.Title),
            row.Publicity.PublishedAt is null ? new(null) : new($"/notices/{row.Publicity.CaseId}", words.Say("case.notice")) { Href = $"/notices/{row.Publicity.CaseId}" },
            row is { ParentNumber: { } parent, ParentId: { } id } ? RegisterWords.Case(parent, id) : new(null),
            new(row.Publicity.FirstDay), LastDay(row), new(row.Publicity.Remarks.Count(r => r.TextKey is "remark.interrupted" or "remark.correcting")),
            new(ResultOf(row)),
            new(JsonNamingPolicy.CamelCase.ConvertName($"{row.Publicity.State}"), words.Say($"registers.publicities.is.{row.Publicity.State}")) { Tone = NoticeWords.ToneOf(row.Publicity.State) },
        ]), ct);

    public async Task<RegisterTrail?> FindTrailAsync(StaffFlowsDbContext db, RegisterFilter filter, Viewer viewer, CancellationToken ct) =>
        await db.PublicityRows(filter, viewer).FirstOrDefaultAsync(ct) is { } row
            ? new(row.Publicity.CaseId, entry => entry.Action.StartsWith("publicity.", StringComparison.Ordinal))
            : null;

    private RegisterCell LastDay(PublicityRow row) => new(
        row.Publicity.LastDay, row.Publicity is { LastDay: { } last, IsProvisional: true } ? words.Say("registers.provisional", $"{last:yyyy-MM-dd}") : null);

    private string? ResultOf(PublicityRow row) => row.Publicity.Result is { } json && PublicityResult.FromJson(json) is var result
        ? words.Say("registers.publicities.result", result.Passed.Length, result.Objections, result.Upheld)
        : null;
}

/// <summary>异议登记簿: without what was said and by whom; a signature is told, never a name.</summary>
internal sealed class ObjectionList(RegisterWords words) : IRegister
{
    private static readonly string[] Officers = ["ComplaintOfficer", "AssessmentOfficer", "PublicityOfficer"];

    public string Key => "objections";

    public ImmutableArray<string> States { get; } = [.. Enum.GetNames<ObjectionState>().Select(JsonNamingPolicy.CamelCase.ConvertName)];

    public bool HasPlaces => false;

    public ImmutableArray<RegisterColumn> Columns { get; } =
        [new("number"), new("publicity"), new("concerns"), new("signed"), new("channel"), new("receivedOn"), new("closedOn"), new("state")];

    /// <summary>Those who deal with objections; of these, too, each sees only what he has to do with.</summary>
    public bool IsOpenTo(Viewer viewer) => viewer.SeesAllCases || Officers.Any(viewer.Has);

    public Task<RegisterPage> ReadAsync(StaffFlowsDbContext db, RegisterFilter filter, Viewer viewer, RegisterSpan span, CancellationToken ct) =>
        RegisterWords.PageAsync(db.ObjectionRows(filter, viewer), span, row => new RegisterRow($"{row.Objection.CaseId}", row.Number,
        [
            RegisterWords.Case(row.Number, row.Objection.CaseId), new(row.PublicityNumber), new(row.Concerns ?? words.Say("registers.objections.list")),
            Word("signed", row.Objection.IsSigned ? "signed" : "anonymous"), Word("channel", JsonNamingPolicy.CamelCase.ConvertName($"{row.Objection.Channel}")),
            new(Wording.DateOf(row.Objection.ReceivedAt)), new(row.Objection.ClosedAt is { } at ? Wording.DateOf(at) : null), State(row.Objection.State),
        ]), ct);

    public async Task<RegisterTrail?> FindTrailAsync(StaffFlowsDbContext db, RegisterFilter filter, Viewer viewer, CancellationToken ct) =>
        await db.ObjectionRows(filter, viewer).FirstOrDefaultAsync(ct) is { } row
            ? new(row.Objection.CaseId, entry => entry.Action is "case.opened" or "case.status-changed", HasDecisions: true)
            : null;

    private RegisterCell Word(string column, string word) => new(word, words.Say($"registers.objections.{column}.{word}"));

    private RegisterCell State(ObjectionState state) => words.State(Key, JsonNamingPolicy.CamelCase.ConvertName($"{state}"), state switch
    {
        ObjectionState.Open => Tone.Wait,
        ObjectionState.Corrected or ObjectionState.Disqualified => Tone.Late,
        ObjectionState.Unfounded => Tone.Done,
        _ => Tone.None,
    });
}
