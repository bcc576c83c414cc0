using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using StaffFlows.Engine.Execution;
using StaffFlows.Host.Features.Cases;
using StaffFlows.Host.Localisation;
using StaffFlows.Workflows;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.Persistence.Model;
using StaffFlows.Workflows.Persistence.Registers;
using StaffFlows.Workflows.Personnel;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.Features.Registers;

/// <param name="By">The name of whoever did it, or the procedure.</param>
internal sealed record RegisterEvent(DateTimeOffset At, string What, string? Detail, string By);

/// <summary>What happened to a row of a register, when and by whom: from the audit chains and the decisions. Oldest first.</summary>
internal sealed class GetRegisterHistory(
    OpenRegisters registers, IDbContextFactory<StaffFlowsDbContext> databases, OfficeSnapshots office, StepNames steps, TrailWords words, IStringLocalizer<Texts> texts, Wording say)
{
    public async Task<Result<ImmutableArray<RegisterEvent>>> ExecuteAsync(string key, string row, Viewer by, CancellationToken ct)
    {
        if (!registers.TryFind(key, by, out var register, out var refused)) return refused;

        await using var db = await databases.CreateDbContextAsync(ct);
        if (await register.FindTrailAsync(db, new RegisterFilter { Row = row }, by, ct) is not { } trail) return new Rejection(RejectionKind.NotFound, "not-found");

        var organisation = (await office.ReadAsync(ct)).Organisation;
        var events = new List<RegisterEvent>();
        if (trail.CaseId is { } caseId)
        {
            events.AddRange(await EntriesAsync(db, caseId, trail, organisation, ct));
            if (trail.HasDecisions) events.AddRange(await DecisionsAsync(db, caseId, organisation, ct));
        }

        if (trail.PostedPersonId is { } personId) events.AddRange(await PostingsAsync(db, personId, organisation, ct));
        return events.OrderBy(e => e.At).ToImmutableArray();
    }

    /// <summary>Where an entry names nobody, whoever acted last before it in the same moment brought it about.</summary>
    private async Task<IEnumerable<RegisterEvent>> EntriesAsync(StaffFlowsDbContext db, Guid caseId, RegisterTrail trail, Organisation organisation, CancellationToken ct)
    {
        var aggregate = $"case:{caseId:N}";
        var entries = await db.AuditEntries.AsNoTracking().Where(e => e.Aggregate == aggregate).OrderBy(e => e.Sequence).ToListAsync(ct);
        return entries.Where(trail.IsMeant).Select(e => Event(e, entries.FindLast(by => by.At == e.At && by.Sequence <= e.Sequence && by.ActorId is not null)?.ActorId, organisation));
    }

    private async Task<IEnumerable<RegisterEvent>> PostingsAsync(StaffFlowsDbContext db, string personId, Organisation organisation, CancellationToken ct)
    {
        var (quoted, stationing) = ($"\"{personId}\"", StationingViolations.Chain(personId));
        var entries = await db.AuditEntries.AsNoTracking()
            .Where(e => e.Aggregate == stationing || (e.Aggregate == "organisation" && e.Action == "organisation.staff-posted" && e.Details!.Contains(quoted)))
            .OrderBy(e => e.At).ThenBy(e => e.Sequence).ToListAsync(ct);
        return entries.Select(e => Event(e, e.ActorId, organisation));
    }

    private async Task<IEnumerable<RegisterEvent>> DecisionsAsync(StaffFlowsDbContext db, Guid caseId, Organisation organisation, CancellationToken ct)
    {
        var version = await db.Cases.Where(c => c.Id == caseId).Select(c => c.DefinitionVersionId).SingleAsync(ct);
        var names = await steps.ReadAsync([version], ct);
        var tasks = await db.UserTasks.AsNoTracking().Where(t => t.CaseId == caseId && t.Outcome != null && t.DecidedById != null && !t.IsBlind).ToListAsync(ct);
        return tasks.Select(t => new RegisterEvent(
            t.ClosedAt!.Value,
            texts["registers.decision", names.Of(version, t.StepId, t.StepName), t.Outcomes.FirstOrDefault(o => o.Key == t.Outcome) is { } choice ? say.Of(new(choice.Zh, choice.En)) : t.Outcome!],
            t.Opinion,
            t.OnBehalfOfId is { } other ? texts["person.onBehalf", NameOf(t.DecidedById, organisation), NameOf(other, organisation)] : NameOf(t.DecidedById, organisation)));
    }

    private RegisterEvent Event(AuditEntry entry, string? actorId, Organisation organisation) => new(
        entry.At, words.ActionOf(entry.Action), words.DetailOf(entry, entry.Details is { } json ? JsonNode.Parse(json) as JsonObject ?? [] : [], organisation),
        actorId is null ? texts["audit.procedure"] : NameOf(actorId, organisation));

    private static string NameOf(string? id, Organisation organisation) => organisation.FindPerson(id)?.Name ?? id ?? "";
}
