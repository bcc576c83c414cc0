using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Persistence;

namespace StaffFlows.Host.StudioApi.Instances;

/// <summary>An instance, or a test run, as the Studio's list has it.</summary>
internal sealed record ListedInstance
{
    public required Guid Id { get; init; }
    public required string DefinitionId { get; init; }
    public required string DefinitionVersionId { get; init; }
    public required int DefinitionVersion { get; init; }
    public required WorkflowSubStatus SubStatus { get; init; }
    public required string? Name { get; init; }
    public required string? CorrelationId { get; init; }
    public required int IncidentCount { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }
    public required DateTimeOffset? FinishedAt { get; init; }
    public required bool IsTest { get; init; }

    public static IQueryable<ListedInstance> All(StaffFlowsDbContext db) => db.Instances
        .Select(i => new ListedInstance
        {
            Id = i.Id, DefinitionId = i.DefinitionId, DefinitionVersionId = i.DefinitionVersionId, DefinitionVersion = i.DefinitionVersion, SubStatus = i.SubStatus, Name = i.Name,
            CorrelationId = i.CorrelationId, IncidentCount = i.IncidentCount, CreatedAt = i.CreatedAt, UpdatedAt = i.UpdatedAt, FinishedAt = i.FinishedAt, IsTest = false,
        })
        .Concat(db.TestRuns.Select(r => new ListedInstance
        {
            Id = r.Id, DefinitionId = r.DefinitionId, DefinitionVersionId = r.DefinitionVersionId, DefinitionVersion = r.DefinitionVersion, SubStatus = r.SubStatus, Name = r.Name,
            CorrelationId = r.CorrelationId, IncidentCount = r.IncidentCount, CreatedAt = r.CreatedAt, UpdatedAt = r.UpdatedAt, FinishedAt = r.FinishedAt, IsTest = true,
        }));
}
