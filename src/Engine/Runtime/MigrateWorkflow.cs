using System.Collections.Immutable;
using StaffFlows.Engine.Execution;

namespace StaffFlows.Engine.Runtime;

/// <summary>Takes a running or faulted instance to another version of its definition; what is finished stays finished.</summary>
/// <param name="Mapping">Node ids of the new version by those of the old one, for activities that changed their id or place.</param>
public sealed record MigrateWorkflow(
    WorkflowInstanceId InstanceId, string TargetVersionId, ImmutableDictionary<string, string> Mapping, ImmutableArray<IEffect> Effects);
