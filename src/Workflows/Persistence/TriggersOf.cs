using System.Collections.Immutable;
using StaffFlows.Engine.Definitions;
using StaffFlows.Engine.Execution;

namespace StaffFlows.Workflows.Persistence;

/// <summary>From where a definition can be started, with the next moment of each schedule after <paramref name="now"/>; asked when it is published.</summary>
/// <param name="now">Business time.</param>
/// <exception cref="FormatException">The definition does not compile.</exception>
public delegate ImmutableArray<Trigger> TriggersOf(WorkflowDefinition definition, DateTimeOffset now);
