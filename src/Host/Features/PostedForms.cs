using System.Text.Json.Nodes;
using StaffFlows.Engine.Execution;
using StaffFlows.Host.Features.Attachments;
using StaffFlows.Workflows;
using StaffFlows.Workflows.Forms;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.Features;

/// <summary>A procedure's form as a page posts it: a control per field, files beside those that are stored already.</summary>
internal sealed class PostedForms(UploadAttachment upload)
{
    /// <summary>The data of those fields that the step may write and the page has posted; texts as typed.</summary>
    public static JsonObject Read(IFormCollection posted, Form form, string stepId)
    {
        var data = new JsonObject();
        foreach (var field in form.Fields.Where(f => form.RightOf(stepId, f) >= FieldRight.Write && f.Type is not FieldType.Attachments))
        foreach (var key in field.DataKeys.Where(posted.ContainsKey))
            data[key] = posted[key].ToString();

        return data;
    }

    /// <summary>
    /// Stores the files that came along and says what each attachment field holds then: what it held, without what was
    /// ticked for removal, and the new ones.
    /// </summary>
    /// <param name="held">The data of the draft or case so far.</param>
    public async Task<Result<JsonObject>> StoreFilesAsync(IFormCollection posted, Form form, string stepId, JsonObject held, Guid caseId, Viewer by, CancellationToken ct)
    {
        var data = new JsonObject();
        var refused = new List<FieldRejection>();
        foreach (var field in form.Fields.Where(f => form.RightOf(stepId, f) >= FieldRight.Write && f.Type is FieldType.Attachments))
        {
            var removed = posted[$"{field.Key}.remove"].Select(id => Guid.TryParse(id, out var parsed) ? parsed : Guid.Empty).ToHashSet();
            var ids = AttachmentAdoption.IdsIn(held, field.Key).Where(id => !removed.Contains(id)).ToList();
            foreach (var file in posted.Files.GetFiles(field.Key).Where(f => f.Length > 0).Take(AttachmentAdoption.MaxFiles))
            {
                await using var content = file.OpenReadStream();
                var stored = await upload.ExecuteAsync(by, caseId, file.FileName, content, ct);
                if (stored.Rejection is { } rejection) refused.Add(new(field.Key, rejection.Code, rejection.Arguments));
                else ids.Add(stored.Value!.Id);
            }

            data[field.Key] = new JsonArray([.. ids.Select(id => (JsonNode)$"{id}")]);
        }

        return refused.Count == 0 ? data : new Rejection(RejectionKind.Invalid, "form-invalid") { Fields = [.. refused] };
    }
}
