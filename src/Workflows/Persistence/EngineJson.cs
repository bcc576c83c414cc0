using StaffFlows.Engine.Definitions;
using StaffFlows.Engine.Execution;

namespace StaffFlows.Workflows.Persistence;

/// <summary>The engine's stored form of an instance; a compatibility promise that the engine keeps, not the store.</summary>
public sealed record InstanceJson(Func<WorkflowInstance, string> Write, Func<string, WorkflowInstance> Read);

/// <summary>Elsa's JSON of a definition, as the engine reads and writes it.</summary>
public sealed record DefinitionJson(Func<WorkflowDefinition, string> Write, Func<string, WorkflowDefinition> Read);
