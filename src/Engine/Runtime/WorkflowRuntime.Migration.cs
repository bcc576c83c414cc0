using StaffFlows.Engine.Execution;

namespace StaffFlows.Engine.Runtime;

public sealed partial class WorkflowRuntime
{
    public async Task<BurstOutcome> MigrateAsync(MigrateWorkflow migrate, CancellationToken ct)
    {
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            var (report, commit) = await PlanAsync(migrate, ct);
            if (commit is null) return new BurstOutcome.Refused(report.Refused!);

            switch (await instances.CommitAsync(commit with { Effects = migrate.Effects.IsDefault ? [] : migrate.Effects }, ct))
            {
                case CommitResult.Committed:
                    return new BurstOutcome.Committed(commit.Instance);
                case CommitResult.Refused refused:
                    return new BurstOutcome.Refused(refused.Rejection);
            }
        }

        return Refused(RejectionKind.Conflict, "busy");
    }

    public async Task<MigrationReport> PreviewMigrationAsync(MigrateWorkflow migrate, CancellationToken ct) => (await PlanAsync(migrate, ct)).Report;

    private async Task<(MigrationReport Report, BurstCommit? Commit)> PlanAsync(MigrateWorkflow migrate, CancellationToken ct)
    {
        if (await instances.FindAsync(migrate.InstanceId, ct) is not { } instance) return NotFound("instance-not-found");
        if (await graphs.FindVersionAsync(instance.DefinitionVersionId, ct) is not { } from) return NotFound("definition-not-found");
        if (await graphs.FindVersionAsync(migrate.TargetVersionId, ct) is not { } to) return NotFound("definition-not-found");

        return Burst.Migrate(from, to, instance, migrate.Mapping, clock.GetUtcNow());

        (MigrationReport, BurstCommit?) NotFound(string code) => (new(null, migrate.TargetVersionId, [], [], new(RejectionKind.NotFound, code)), null);
    }
}
