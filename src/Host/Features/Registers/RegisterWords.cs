using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using StaffFlows.Host.Components.Models;
using StaffFlows.Host.Localisation;
using StaffFlows.Workflows.Calendar;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.Persistence.Registers;
using StaffFlows.Workflows.Personnel;
using StaffFlows.Workflows.Selection;

namespace StaffFlows.Host.Features.Registers;

/// <summary>What the registers have in common: how they count and page, and how persons, units, windows and states are told.</summary>
internal sealed class RegisterWords(OfficeSnapshots office, BusinessClock clock, IStringLocalizer<Texts> texts)
{
    public DateOnly Today => clock.Today;

    public async ValueTask<Organisation> OrganisationAsync(CancellationToken ct) => (await office.ReadAsync(ct)).Organisation;

    public static async Task<RegisterPage> PageAsync<T>(IQueryable<T> rows, RegisterSpan span, Func<T, RegisterRow> words, CancellationToken ct)
    {
        var wanted = span.Take is { } take ? rows.Skip(span.Skip).Take(take) : rows;
        var read = await wanted.ToListAsync(ct);
        var total = span.Take is null ? read.Count : await rows.CountAsync(ct);
        return new([.. read.Select(words)], total);
    }

    public static RegisterCell Unit(string id, Organisation organisation) => new(id, organisation.FindUnit(id)?.Name ?? id);

    public static RegisterCell Window(string id, Organisation organisation) => new(id, organisation.Windows.TryGetValue(id, out var window) ? window.Name : id);

    public static RegisterCell Case(string number, Guid id) => new(number) { Href = $"/cases/{id}" };

    /// <summary>Words of the register's own for one of its states.</summary>
    public RegisterCell State(string register, string state, Tone tone) => new(state, texts[$"registers.{register}.{state}"]) { Tone = tone };

    public RegisterCell Candidacy(CandidacyState state) => new(
        System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName($"{state}"), texts[$"candidates.state.{state}"]) { Tone = ToneOf(state) };

    public string Say(string key, params object[] arguments) => texts[key, arguments];

    private static Tone ToneOf(CandidacyState state) => state switch
    {
        CandidacyState.OnPost => Tone.Done,
        CandidacyState.Frozen or CandidacyState.Reserve => Tone.Wait,
        _ when Workflows.Selection.Candidacy.IsOpen(state) => Tone.Info,
        CandidacyState.Ended or CandidacyState.Withdrawn or CandidacyState.NotChosen => Tone.None,
        _ => Tone.Late,
    };

    /// <summary>The trail of a candidacy: what the selection's chain says of this person, and how the selection itself ended.</summary>
    public static RegisterTrail TrailOf(Guid caseId, string personId) => new(
        caseId,
        entry => entry.Action is "case.status-changed"
            || (entry.Action.StartsWith("selection.", StringComparison.Ordinal) && entry.Details?.Contains($"\"{personId}\"", StringComparison.Ordinal) == true),
        personId);

    /// <summary>Whether he has a register of persons: who sees all cases, and who leads a unit.</summary>
    public static bool ReadsPersons(Workflows.UserTasks.Viewer viewer) => viewer.SeesAllCases || viewer.LeadsUnitIds.Length > 0;
}
