using System.Text.Json.Nodes;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Personnel;

namespace StaffFlows.Workflows.Cases;

/// <summary>A version of a definition that a person may start; the published one unless a case names another.</summary>
public sealed record Procedure(string DefinitionId, string DefinitionVersionId, int Version, ProcedureSettings Settings)
{
    /// <summary>The API's word: <c>leave</c>.</summary>
    public string Key => Settings.Key;

    public LocalizedText Name => Settings.Name;

    /// <summary>Null where the definition is no procedure that people start.</summary>
    public static Procedure? Read(string definitionId, string versionId, int version, JsonNode? customProperties) =>
        customProperties is JsonObject custom && ProcedureSettings.Read(custom) is { } settings ? new(definitionId, versionId, version, settings) : null;

    public bool MayBeStartedBy(Person person) => person.IsActive && Settings.MayStart.Split('|', StringSplitOptions.TrimEntries)
        .Any(part => part is ProcedureSettings.Everybody || (part.StartsWith(ProcedureSettings.RolePrefix, StringComparison.Ordinal) && person.Roles.Contains(part[ProcedureSettings.RolePrefix.Length..])));
}
