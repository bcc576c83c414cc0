using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace StaffFlows.Engine.Definitions;

/// <summary>One version of a procedure, as Elsa's JSON has it. Published versions are never changed.</summary>
/// <param name="Id">Unique per version.</param>
/// <param name="DefinitionId">The same over all versions.</param>
/// <param name="Extra">Members of the JSON that we do not know; written back unchanged.</param>
public sealed record WorkflowDefinition(
    string Id,
    string DefinitionId,
    int Version,
    string? Name,
    string? Description,
    DateTimeOffset CreatedAt,
    bool IsLatest,
    bool IsPublished,
    ImmutableArray<Variable> Variables,
    ImmutableArray<InputDefinition> Inputs,
    ImmutableArray<OutputDefinition> Outputs,
    ImmutableArray<string> Outcomes,
    JsonObject CustomProperties,
    JsonObject Options,
    JsonObject Root,
    JsonObject Extra);

public sealed record Variable(string Id, string Name, string TypeName, bool IsArray, JsonNode? Value, string? StorageDriver);

public sealed record InputDefinition(string Name, string Type, bool IsArray, string? StorageDriver, JsonObject Raw);

public sealed record OutputDefinition(string Name, string Type, JsonObject Raw);
