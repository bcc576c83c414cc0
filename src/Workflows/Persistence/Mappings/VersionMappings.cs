using Microsoft.EntityFrameworkCore;
using StaffFlows.Workflows.Persistence.Model;

namespace StaffFlows.Workflows.Persistence.Mappings;

internal static class VersionMappings
{
    public static void MapVersions(this ModelBuilder model)
    {
        model.Entity<FactVersion>(fact =>
        {
            fact.ToTable("fact_versions");
            fact.HasKey(f => new { f.Kind, f.Id });
            fact.Property(f => f.Kind).IsKey();
            fact.Property(f => f.Id).HasMaxLength(128);
        });

        model.Entity<SnapshotVersion>(snapshot =>
        {
            snapshot.ToTable("snapshot_versions");
            snapshot.HasKey(s => s.Kind);
            snapshot.Property(s => s.Kind).IsKey();
        });
    }
}
