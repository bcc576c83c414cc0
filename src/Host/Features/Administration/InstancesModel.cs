using System.Collections.Immutable;
using StaffFlows.Engine.Execution;
using StaffFlows.Host.Components.Models;

namespace StaffFlows.Host.Features.Administration;

/// <summary>Instances that run or have faulted, and those over that belong to no case.</summary>
/// <param name="Query">What was searched for: a case number, an instance, a procedure.</param>
public sealed record InstancesModel(string Query, ImmutableArray<InstanceLine> Lines, Paging Paging);

/// <param name="CaseNumber">Null where it belongs to no case.</param>
/// <param name="Waits">The steps that it waits at.</param>
public sealed record InstanceLine(
    string Id, string Procedure, string? CaseNumber, WorkflowSubStatus Status, DateTimeOffset Since, string Waits, bool CanCancel, bool CanDelete);

/// <summary>The confirmation of an end: what will happen, and the reason.</summary>
/// <param name="Verb"><c>cancel</c> or <c>delete</c>.</param>
public sealed record InstanceEndModel(InstanceLine Line, string Verb, string Reason, string? Error);
