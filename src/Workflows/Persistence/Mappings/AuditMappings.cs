using Microsoft.EntityFrameworkCore;
using StaffFlows.Workflows.Persistence.Model;

namespace StaffFlows.Workflows.Persistence.Mappings;

internal static class AuditMappings
{
    public static void MapAudit(this ModelBuilder model)
    {
        model.Entity<AuditEntry>(entry =>
        {
            entry.ToTable("audit_entries");
            entry.HasKey(e => new { e.Aggregate, e.Sequence });
            entry.Property(e => e.Aggregate).HasMaxLength(128);
            entry.Property(e => e.Action).HasMaxLength(128);
            entry.Property(e => e.ActorId).IsOptionalKey();
            entry.Property(e => e.DetailsDigest).HasMaxLength(Columns.Digest);
            entry.Property(e => e.Digest).HasMaxLength(Columns.Digest);
            entry.HasIndex(e => e.At);
        });

        model.Entity<AuditHead>(head =>
        {
            head.ToTable("audit_heads");
            head.HasKey(h => h.Aggregate);
            head.Property(h => h.Aggregate).HasMaxLength(128);
            head.Property(h => h.Sequence).IsConcurrencyToken();
            head.Property(h => h.Digest).HasMaxLength(Columns.Digest);
        });
    }
}
