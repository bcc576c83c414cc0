using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows;
using StaffFlows.Workflows.Forms;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.Features.Attachments;

/// <summary>
/// Moves the files that a form names to its case. It runs before the burst: should that be refused, the files wait for
/// the next attempt or for the sweep.
/// </summary>
internal sealed class AttachmentAdoption(IWriteQueue writes)
{
    /// <summary>Files per field.</summary>
    public const int MaxFiles = 10;

    /// <summary>Null where all named files are his or already the case's.</summary>
    public async Task<Rejection?> TakeOverAsync(Guid caseId, Form form, JsonObject data, Viewer by, CancellationToken ct)
    {
        foreach (var field in form.Fields.Where(f => f.Type is FieldType.Attachments))
        {
            var ids = IdsIn(data, field.Key);
            if (ids.Length == 0) continue;
            if (ids.Length > MaxFiles) return Refused(field.Key, "attachments-too-many", $"{MaxFiles}");

            var taken = await writes.WriteAsync<int>(async (db, token) =>
                await db.Attachments
                    .Where(a => ids.Contains(a.Id) && (a.CaseId == caseId || (a.UploaderId == by.PersonId && !db.Cases.Any(c => c.Id == a.CaseId))))
                    .ExecuteUpdateAsync(set => set.SetProperty(a => a.CaseId, caseId), token), ct);
            if (taken.Rejection is { } rejection) return rejection;
            if (taken.Value != ids.Length) return Refused(field.Key, "attachment-unknown");
        }

        return null;
    }

    public static ImmutableArray<Guid> IdsIn(JsonObject data, string field) => data[field] is JsonArray list
        ? [.. list.Select(item => Guid.TryParse(item?.ToString(), out var id) ? id : Guid.Empty).Where(id => id != Guid.Empty).Distinct()]
        : [];

    private static Rejection Refused(string field, string code, params string[] arguments) =>
        new(RejectionKind.Invalid, code, [.. arguments]) { Fields = [new(field, code, [.. arguments])] };
}
