using StaffFlows.Engine.Execution;
using StaffFlows.Workflows;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.Features.FormDesign;

/// <summary>The draft becomes the next version, which new cases take; those under way keep theirs.</summary>
internal sealed class PublishForm(FormDrafts drafts)
{
    public async Task<Result<int>> ExecuteAsync(string key, string seen, string note, Viewer by, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(note)) return Field("value-missing");
        return note.Length > FormDrafts.MaxNote ? Field("text-too-long", $"{FormDrafts.MaxNote}") : await drafts.PublishAsync(key, seen, note.Trim(), by.PersonId, ct);
    }

    private static Rejection Field(string code, params string[] arguments) => new(RejectionKind.Invalid, "form-invalid") { Fields = [new("note", code, [.. arguments])] };
}
