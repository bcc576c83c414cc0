using StaffFlows.Engine.Execution;

namespace StaffFlows.Workflows.Persistence.Model;

/// <summary>
/// A run in the sandbox: what lists show in columns, everything else in <see cref="Content"/>. It has no rows anywhere else, so that
/// nothing that looks at real cases, tasks, timers or messages can come across it.
/// </summary>
public sealed class StoredTestRun
{
    /// <summary>Of its outermost instance.</summary>
    public required Guid Id { get; init; }
    public required string DefinitionId { get; init; }

    /// <summary>The version that it was started from; the run has a copy of it as it was then.</summary>
    public required string DefinitionVersionId { get; init; }
    public required int DefinitionVersion { get; init; }

    /// <summary>The one person who sees its values and answers it.</summary>
    public required string StartedById { get; init; }

    /// <summary>Guards it against two answers at once.</summary>
    public long Version { get; set; }
    public WorkflowSubStatus SubStatus { get; set; }
    public string? Name { get; set; }
    public string? CorrelationId { get; set; }
    public int IncidentCount { get; set; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset UpdatedAt { get; set; }
    public DateTimeOffset? FinishedAt { get; set; }

    /// <summary>The sandbox as JSON. Encrypted at rest.</summary>
    public required string Content { get; set; }
}
