using System.Text.Json.Nodes;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Cases;

namespace StaffFlows.Workflows.Persistence.Appliers;

/// <summary>Writes who was sent a copy of a case. Whoever has one already keeps that.</summary>
internal sealed class CopyApplier : IEffectApplier<CaseCopied>
{
    public async Task<Rejection?> ApplyAsync(CaseCopied effect, CommitScope scope, CancellationToken ct)
    {
        foreach (var personId in effect.PersonIds.Distinct())
        {
            await scope.Rows.AddMissingAsync(
                new CaseCopy { CaseId = effect.CaseId, PersonId = personId, ById = effect.ById, StepId = effect.StepId, CopiedAt = scope.Now }, ct);
        }

        await scope.AddParticipantsAsync(effect.CaseId, effect.PersonIds, ct);
        scope.AuditCase(effect.CaseId, "case.copied", effect.ById, new JsonObject
        {
            ["step"] = effect.StepId,
            ["persons"] = UserTaskApplier.Json(effect.PersonIds),
        });
        return null;
    }
}
