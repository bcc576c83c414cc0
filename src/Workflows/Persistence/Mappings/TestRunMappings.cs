using Microsoft.EntityFrameworkCore;
using StaffFlows.Workflows.Persistence.Model;

namespace StaffFlows.Workflows.Persistence.Mappings;

internal static class TestRunMappings
{
    public static void MapTestRuns(this ModelBuilder model) => model.Entity<StoredTestRun>(run =>
    {
        run.ToTable("test_runs");
        run.Property(r => r.Id).ValueGeneratedNever();
        run.Property(r => r.DefinitionId).IsKey();
        run.Property(r => r.DefinitionVersionId).IsKey();
        run.Property(r => r.StartedById).IsKey();
        run.Property(r => r.Version).IsConcurrencyToken();
        run.Property(r => r.SubStatus).IsWord();
        run.Property(r => r.Name).HasMaxLength(Columns.Name);
        run.Property(r => r.CorrelationId).HasMaxLength(Columns.Name);
        run.Property(r => r.Content).IsProtected();
        run.HasIndex(r => r.UpdatedAt);
    });
}
