using StaffFlows.Engine.Execution;
using StaffFlows.Workflows;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.Features.Procedures;

/// <summary>Publishes what the owner has looked at, with the reason that he gives; a draft that has changed since stays one.</summary>
internal sealed class PublishProcedure(ManagedProcedures procedures, PublishPolicy policy)
{
    public const int MaxNote = 500;

    /// <param name="revision">What he looked at.</param>
    public async Task<Result<EditedProcedure>> ExecuteAsync(string address, string? revision, string? note, Viewer by, CancellationToken ct)
    {
        if (await procedures.FindAsync(address, ct) is not { } procedure) return new Rejection(RejectionKind.NotFound, "not-found");
        if (revision is not { Length: > 0 }) return new Rejection(RejectionKind.Invalid, "publish-unseen");

        var words = string.IsNullOrWhiteSpace(note) ? null : note.Trim().ReplaceLineEndings("\n");
        if (words?.Length > MaxNote) return new Rejection(RejectionKind.Invalid, "form-invalid") { Fields = [new("note", "text-too-long", $"{MaxNote}")] };

        var published = (await policy.PublishAsync(procedure.DefinitionId, by.PersonId, ct, new Publication(revision, words))).Result;
        return published.Rejection is { } refused ? refused : new EditedProcedure(procedure.DefinitionId, published.Value!.Version, IsDraft: false);
    }
}
