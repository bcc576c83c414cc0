using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using StaffFlows.Engine.Definitions;
using StaffFlows.Engine.Validation;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Forms;
using StaffFlows.Workflows.Personnel;

namespace StaffFlows.Workflows.Activities.Validation;

/// <summary>What definitions may name: the roles, accounts and forms of the office. Before the organisation is there, every role and account passes.</summary>
internal sealed record OfficeNames(Organisation Organisation, ImmutableArray<Form> Forms)
{
    public bool IsUnknownRole(string code) => !Organisation.Roles.IsEmpty && !Organisation.Roles.ContainsKey(code);

    public bool IsUnknownUser(string userName) => !Organisation.People.IsEmpty && Organisation.FindByUserName(userName) is null;

    /// <summary>A member of the definition's procedure settings; null where it is no procedure or says nothing.</summary>
    public static string? ProcedureText(WorkflowDefinition definition, string member) =>
        definition.CustomProperties[ProcedureSettings.Property] is JsonObject procedure && procedure[member] is JsonValue value && value.GetValueKind() is JsonValueKind.String
            ? value.GetValue<string>()
            : null;

    /// <summary>The newest version of the procedure's form; null where it has none or it is unknown.</summary>
    public Form? FormOf(CheckedDefinition definition) =>
        ProcedureText(definition.Definition, "form") is { } key ? Forms.Where(form => form.Key == key).MaxBy(form => form.Version) : null;
}
