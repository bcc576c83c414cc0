using System.Text.Json;
using StaffFlows.Engine.Definitions;
using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Validation;
using StaffFlows.Workflows.Activities.UserTasks;
using StaffFlows.Workflows.Forms;

namespace StaffFlows.Workflows.Activities.Validation;

/// <summary>An outcome for which a step requires a field that the form does not have, or that the step may not write: nobody could choose it.</summary>
internal sealed class RequiredFields(OfficeNames names) : IDefinitionRule
{
    public IEnumerable<Finding> Check(CheckedDefinition definition)
    {
        if (names.FormOf(definition) is not { } form) return [];

        return from node in definition.Nodes
               where node.Type == UserTaskActivity.TypeName
               from key in KeysOf(node).Distinct(StringComparer.Ordinal)
               let finding = Check(form, node, key)
               where finding is not null
               select finding;
    }

    private static Finding? Check(Form form, ActivityNode node, string key)
    {
        var name = node.DisplayName;
        var table = key.Split('.') is [var owner, _] ? form.FindField(owner) : null;
        var column = table?.Columns.FirstOrDefault(c => table.ColumnKey(c) == key);
        if ((column ?? form.FindField(key)) is not { } field)
        {
            return new("field-unknown", FindingSeverity.Error, node.NodeId, new(
                $"“{name}”必填的字段“{key}”不在表单“{form.Key}”中。", $"“{name}” requires the field “{key}”, which the form “{form.Key}” does not have."))
            { Input = UserTaskStep.RequiredFieldsByOutcome.Name };
        }

        return (column is null ? form.RightOf(node.Id, field) : form.RightOf(node.Id, table!, column)) is FieldRight.Write or FieldRight.Required
            ? null
            : new("field-not-writable", FindingSeverity.Error, node.NodeId, new(
                $"“{name}”必填的字段“{field.Label.Zh}”在这一步不可填写。", $"“{name}” requires the field “{field.Label.En}”, which cannot be written in this step."))
            { Input = UserTaskStep.RequiredFieldsByOutcome.Name };
    }

    private static IEnumerable<string> KeysOf(ActivityNode node) =>
        ConstantInput.TryRead(node, UserTaskStep.RequiredFieldsByOutcome, out var byOutcome) && byOutcome.ValueKind is JsonValueKind.Object
            ? byOutcome.EnumerateObject().Where(outcome => outcome.Value.ValueKind is JsonValueKind.Array)
                .SelectMany(outcome => outcome.Value.EnumerateArray().Where(key => key.ValueKind is JsonValueKind.String).Select(key => key.GetString()!))
            : [];
}
