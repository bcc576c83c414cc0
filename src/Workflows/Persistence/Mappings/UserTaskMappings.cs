using Microsoft.EntityFrameworkCore;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Workflows.Persistence.Mappings;

internal static class UserTaskMappings
{
    /// <summary>An open task is one that has not been closed; partial indexes hold just those, so that closing one adds nothing to them.</summary>
    private const string Open = "closed_at IS NULL";

    private const string Closed = "closed_at IS NOT NULL";
    private const string Held = $"{Open} AND assignee_id IS NOT NULL";

    /// <summary>In one word, because a database takes open tasks and those without a holder for independent of each other, and expects few of both.</summary>
    private const string Offered = "state = 'Created'";

    public static void MapUserTasks(this ModelBuilder model)
    {
        model.Entity<UserTask>(task =>
        {
            task.ToTable("user_tasks");
            task.Property(t => t.Id).ValueGeneratedNever();
            task.Property(t => t.StepId).IsKey();
            task.Property(t => t.StepName).HasMaxLength(Columns.Name);
            task.Property(t => t.Mode).IsWord();
            task.Property(t => t.State).IsWord();
            task.Property(t => t.AssigneeId).IsOptionalKey();
            task.Property(t => t.Outcome).IsOptionalKey();
            task.Property(t => t.DecidedById).IsOptionalKey();
            task.Property(t => t.OnBehalfOfId).IsOptionalKey();
            task.Property(t => t.Rights).HasConversion<int>();
            task.Property(t => t.AskedAs).IsOptionalWord();
            task.Property(t => t.AskedById).IsOptionalKey();
            task.Property(t => t.ClosedBecause).HasMaxLength(Columns.Name);
            task.Property(t => t.Reasons).IsJson();
            task.Property(t => t.Outcomes).IsJson();
            task.Property(t => t.Version).IsConcurrencyToken();
            task.HasOne<Case>().WithMany(c => c.Tasks).HasForeignKey(t => t.CaseId);
            task.HasMany(t => t.Candidates).WithOne().HasForeignKey(c => c.TaskId);
            task.HasIndex(t => new { t.AssigneeId, t.CreatedAt, t.DueAt, t.Id }).HasFilter(Held);
            task.HasIndex(t => new { t.Id, t.DueAt }).HasFilter(Offered);
            task.HasIndex(t => new { t.DecidedById, t.ClosedAt }).HasFilter(Closed);
            task.HasIndex(t => new { t.CaseId, t.CreatedAt });
            task.HasIndex(t => t.ActivityExecutionId).HasFilter(Open);
        });

        model.Entity<TaskCandidate>(candidate =>
        {
            candidate.ToTable("task_candidates");
            candidate.HasKey(c => new { c.TaskId, c.PersonId });
            candidate.Property(c => c.PersonId).IsKey();
            candidate.HasIndex(c => new { c.PersonId, c.CreatedAt, c.TaskId });
        });
    }
}
