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
    /// <summary>The button below a table that asks for one more row; its value is the table's key.</summary>
    public const string AddRow = "rows.add";

    /// <summary>Nothing is to be decided or handed in yet: the page comes back as it is, with one more row.</summary>
    public static bool AsksForRow(IFormCollection posted) => posted.ContainsKey(AddRow);

    /// <summary>The data of those fields and columns that the step may write and the page has posted; texts as typed.</summary>
    public static JsonObject Read(IFormCollection posted, Form form, string stepId)
    {
        var data = new JsonObject();
        foreach (var field in form.Fields.Where(f => form.MayWrite(stepId, f) && f.Type is not FieldType.Attachments))
        foreach (var key in field.DataKeys.Where(posted.ContainsKey))
            data[key] = field.Table is null ? Value(posted, key) : PostedTable.Read(posted, form, stepId, field);

        return data;
    }

    /// <summary>A box posts what it is when it is not ticked as well, before it.</summary>
    internal static string Value(IFormCollection posted, string name) => posted[name] is [.., { } last] ? last : "";

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
