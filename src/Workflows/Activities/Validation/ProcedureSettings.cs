using StaffFlows.Engine.Validation;

namespace StaffFlows.Workflows.Activities.Validation;

/// <summary>A procedure whose form does not exist, or which only holders of an unknown role may start.</summary>
internal sealed class ProcedureSettings(OfficeNames names) : IDefinitionRule
{
    public IEnumerable<Finding> Check(CheckedDefinition definition)
    {
        if (OfficeNames.ProcedureText(definition.Definition, "form") is { } form && names.FormOf(definition) is null)
            yield return new("form-unknown", FindingSeverity.Error, null, new($"事项的表单“{form}”不存在。", $"There is no form “{form}”, which the procedure is to use."));

        foreach (var part in (OfficeNames.ProcedureText(definition.Definition, "mayStart") ?? "").Split('|', StringSplitOptions.TrimEntries))
        {
            if (part.StartsWith("role:", StringComparison.Ordinal) && names.IsUnknownRole(part["role:".Length..]))
                yield return new("role-unknown", FindingSeverity.Error, null, new($"可发起事项的角色“{part["role:".Length..]}”不存在。", $"There is no role “{part["role:".Length..]}”, which may start the procedure."));
        }
    }
}
