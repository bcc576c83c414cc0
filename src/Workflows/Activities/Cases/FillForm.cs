using System.Text.Json;
using System.Text.Json.Nodes;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Forms;

namespace StaffFlows.Workflows.Activities.Cases;

/// <summary>填写表单: the procedure writes fields of the form by itself. A null empties a field; rows of tables get a name where they have none.</summary>
public sealed class FillForm : IActivity
{
    private static readonly Input<JsonElement> Fields = new("fields", default);

    public string Type => "StaffFlows.FillForm";

    public ActivityDescriptor Descriptor { get; } = new(
        "StaffFlows.FillForm", "人事流程", new("填写表单", "Fill in the form"),
        new("由流程写入表单字段，如按前面的结果准备表格", "Writes fields of the form, such as a table made from what came before"),
        [new(Fields.Name, typeof(JsonElement), new("字段和值", "Fields and values"), JsonElement.Parse("{}"))], [], ["Done"]);

    public async ValueTask<ActivityResult> ExecuteAsync(ActivityExecutionContext context, CancellationToken ct)
    {
        if (context.Get(Fields) is not { ValueKind: JsonValueKind.Object } fields)
            return new ActivityResult.Faulted("fill-form-misconfigured", "The fields are no object of keys and values.");

        await context.FillAsync(await CaseFacts.ReadAsync(context, ct), JsonObject.Create(fields)!, ct);
        return new ActivityResult.Completed();
    }
}

/// <summary>How steps of a procedure write into the form.</summary>
internal static class FormFilling
{
    public static async ValueTask FillAsync(this ActivityExecutionContext context, CaseFacts facts, JsonObject fields, CancellationToken ct)
    {
        var form = context.ReadForm();
        foreach (var (key, value) in fields)
        {
            if (value is null) form.Remove(key);
            else form[key] = Named(value.DeepClone());
        }

        context.Write(CaseVariables.Form, form);
        context.Emit(new CaseDataChanged(facts.Case.CaseId, form));
        await context.RetitleAsync(facts, form, ct);
    }

    private static JsonNode Named(JsonNode value)
    {
        if (value is not JsonArray rows) return value;

        var newId = TableRows.NewIds(rows.OfType<JsonObject>());
        foreach (var row in rows.OfType<JsonObject>().Where(row => TableRows.IdOf(row) is null)) row[FormTable.RowId] = newId();
        return rows;
    }
}
