using Microsoft.EntityFrameworkCore;
using StaffFlows.Workflows.Persistence.Model;

namespace StaffFlows.Workflows.Persistence.Mappings;

internal static class LeaveMappings
{
    public static void MapLeave(this ModelBuilder model) =>
        model.Entity<StoredLeaveEntry>(entry =>
        {
            entry.ToTable("leave_entries");
            entry.HasKey(e => e.CaseId);
            entry.Property(e => e.CaseId).ValueGeneratedNever();
            entry.Property(e => e.PersonId).IsKey();
            entry.Property(e => e.StandInId).IsOptionalKey();
            entry.Property(e => e.Type).IsWord();
            entry.Property(e => e.FromHalf).IsWord();
            entry.Property(e => e.ToHalf).IsWord();
            entry.Property(e => e.State).IsWord();
            entry.Property(e => e.Days).HasPrecision(6, 2);
            entry.Ignore(e => e.Range);
            entry.HasIndex(e => new { e.PersonId, e.From });
            entry.HasIndex(e => new { e.StandInId, e.From });
        });
}
