using Microsoft.EntityFrameworkCore;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.Features.Procedures;

/// <param name="Version">Where the settings are now; a draft, unless nothing was changed.</param>
internal sealed record EditedProcedure(string DefinitionId, int Version, bool IsDraft);

/// <summary>
/// Writes the settings into the latest version of the definition, which becomes a draft where it was published: like everything else about
/// a procedure they take effect with the next publication.
/// </summary>
internal sealed class EditProcedure(
    ManagedProcedures procedures, DefinitionStore definitions, PublishPolicy policy, OfficeSnapshots office, IDbContextFactory<StaffFlowsDbContext> databases)
{
    /// <param name="revision">The content that the owner had before him.</param>
    public async Task<Result<EditedProcedure>> ExecuteAsync(string address, ProcedureForm typed, string? revision, Viewer by, CancellationToken ct)
    {
        if (await procedures.FindAsync(address, ct) is not { } procedure) return new Rejection(RejectionKind.NotFound, "not-found");

        var others = (await procedures.ReadAsync(ct)).RemoveAll(other => other.DefinitionId == procedure.DefinitionId);
        var check = new ProcedureCheck(await office.ReadAsync(ct), others, procedure.Settings, await IsUsedAsync(procedure, ct));
        if (check.Check(typed) is { IsEmpty: false } wrong) return new Rejection(RejectionKind.Invalid, "form-invalid") { Fields = wrong };

        var wanted = typed.ToSettings().Into((await definitions.FindLatestAsync(procedure.DefinitionId, ct))!);
        var saved = (await policy.ImportAsync(wanted, publish: false, by.PersonId, ct, revision ?? procedure.Revision)).Result;
        if (saved.Rejection is { } refused) return refused;

        return new EditedProcedure(procedure.DefinitionId, saved.Value!.Version, !saved.Value.IsPublished);
    }

    private async Task<bool> IsUsedAsync(ManagedProcedure procedure, CancellationToken ct)
    {
        if (procedure.Settings is not { } settings) return false;

        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.Cases.AnyAsync(c => c.Procedure == settings.Key, ct);
    }
}
