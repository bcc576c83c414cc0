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

/// <summary>A variable of a workflow or a container.</summary>
/// <param name="TypeName">An alias such as <c>String</c>, <c>Int32</c>, <c>Object</c>, or a CLR name of older files.</param>
/// <param name="Value">The default, usually in string form.</param>
/// <param name="StorageDriver">Without a driver that stores it with the instance, the value is lost when the burst ends.</param>
public sealed record Variable(string Id, string Name, string TypeName, bool IsArray, JsonNode? Value, string? StorageDriver)
{
    /// <summary>Members of the JSON that we do not know; written back unchanged.</summary>
    public JsonObject Extra { get; init; } = [];

    /// <summary>True where the value outlives the burst.</summary>
    public bool IsPersistent => StorageDrivers.KeepsWithInstance(StorageDriver);
}

/// <param name="StorageDriver">Without one, the value is gone after the first burst.</param>
/// <param name="Raw">The whole JSON object, as read.</param>
public sealed record InputDefinition(string Name, string Type, bool IsArray, string? StorageDriver, JsonObject Raw)
{
    /// <summary>True where the value outlives the first burst.</summary>
    public bool IsPersistent => StorageDrivers.KeepsWithInstance(StorageDriver);
}

/// <param name="Raw">The whole JSON object, as read.</param>
public sealed record OutputDefinition(string Name, string Type, JsonObject Raw);
