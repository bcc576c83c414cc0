using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using StaffFlows.Engine.Definitions;
using StaffFlows.Engine.Definitions.Json;
using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Runtime;
using StaffFlows.Workflows.Activities.UserTasks;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.Features.Tasks;

/// <summary>What a return of one kind would do.</summary>
/// <param name="Closes">Open rows that end, the one that is returned among them.</param>
/// <param name="Opens">Steps that people get.</param>
internal sealed record ReturnCourse(RepositionMode Mode, ImmutableArray<UserTask> Closes, ImmutableArray<(string StepId, string Name)> Opens);

/// <summary>A step that a task can be returned to.</summary>
/// <param name="DecidedById">Who decided there last; null for the applicant's own step where he has not been asked yet.</param>
internal sealed record ReturnPlace(string StepId, string NodeId, string Name, string? DecidedById, ImmutableArray<ReturnCourse> Courses);

/// <summary>
/// Finds them: the steps that people have decided, and the applicant's own. Each is tried in a dry burst of the very code that returns,
/// so that what is offered can be done, and what it ends is known before.
/// </summary>
internal sealed class ReturnPlaces(IDbContextFactory<StaffFlowsDbContext> databases, IWorkflowRuntime runtime)
{
    public async Task<ImmutableArray<ReturnPlace>> FindAsync(UserTask task, string definitionVersionId, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var rows = await db.UserTasks.AsNoTracking().Where(t => t.InstanceId == task.InstanceId).ToListAsync(ct);
        var json = await db.Definitions.AsNoTracking().Where(d => d.Id == definitionVersionId).Select(d => d.Json).SingleAsync(ct);
        var nodes = ActivityTree.Read(WorkflowDefinitionJson.Read(json)).WithDescendants().Where(node => node.Type == UserTaskActivity.TypeName).ToList();

        var decided = rows.Where(t => t.State is UserTaskState.Completed).GroupBy(t => t.StepId).ToDictionary(g => g.Key, g => g.MaxBy(t => t.ClosedAt)!);
        var places = ImmutableArray.CreateBuilder<ReturnPlace>();
        foreach (var node in nodes.Where(node => node.Id != task.StepId && (decided.ContainsKey(node.Id) || UserTaskActivity.IsApplicants(node))).OrderByDescending(UserTaskActivity.IsApplicants))
        {
            var courses = new List<ReturnCourse>();
            foreach (var mode in (RepositionMode[])[RepositionMode.StraightBack, RepositionMode.Full])
            {
                if (await TryAsync(task, node, mode, rows, nodes, ct) is { } course) courses.Add(course);
            }

            if (courses.Count > 0) places.Add(new(node.Id, node.NodeId, node.DisplayName, decided.GetValueOrDefault(node.Id)?.DecidedById, [.. courses]));
        }

        return places.ToImmutable();
    }

    private async Task<ReturnCourse?> TryAsync(UserTask task, ActivityNode to, RepositionMode mode, List<UserTask> rows, List<ActivityNode> nodes, CancellationToken ct)
    {
        var preview = await runtime.PreviewRepositionAsync(new(new(task.InstanceId), new(task.ActivityExecutionId), to.NodeId, mode, []), ct);
        if (preview.Refused is not null) return null;

        var closed = preview.Closed.Select(c => c.ExecutionId.Value).ToHashSet();
        var opened = preview.Opened.Select(o => o.NodeId).ToHashSet();
        return new(
            mode,
            [.. rows.Where(row => row.ClosedAt is null && closed.Contains(row.ActivityExecutionId)).OrderByDescending(row => row.Id == task.Id)],
            [.. nodes.Where(node => opened.Contains(node.NodeId)).Select(node => (node.Id, node.DisplayName))]);
    }
}
