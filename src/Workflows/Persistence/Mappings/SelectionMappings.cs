using Microsoft.EntityFrameworkCore;
using StaffFlows.Workflows.Persistence.Model;

namespace StaffFlows.Workflows.Persistence.Mappings;

internal static class SelectionMappings
{
    public static void MapSelection(this ModelBuilder model)
    {
        model.Entity<StoredPlaces>(places =>
        {
            places.ToTable("selection_places");
            places.Property(p => p.Id).ValueGeneratedNever();
            places.Property(p => p.PostNo).IsKey();
            places.Property(p => p.WindowId).IsKey();
            places.Property(p => p.Title).HasMaxLength(Columns.Name);
            places.Property(p => p.ReplacesId).IsOptionalKey();
            places.HasIndex(p => p.CaseId);
            places.HasIndex(p => new { p.WindowId, p.Places });
        });

        model.Entity<StoredCandidacy>(candidacy =>
        {
            candidacy.ToTable("candidacies");
            candidacy.Property(c => c.Id).ValueGeneratedNever();
            candidacy.Property(c => c.PersonId).IsKey();
            candidacy.Property(c => c.PostNo).IsKey();
            candidacy.Property(c => c.WindowId).IsKey();
            candidacy.Property(c => c.Title).HasMaxLength(Columns.Name);
            candidacy.Property(c => c.State).IsWord();
            candidacy.Property(c => c.Score).HasPrecision(6, 2);
            candidacy.Property(c => c.FilingNumber).IsOptionalKey();
            candidacy.HasIndex(c => new { c.CaseId, c.PersonId }).IsUnique();
            candidacy.HasIndex(c => new { c.PersonId, c.State });
            candidacy.HasIndex(c => new { c.State, c.UpdatedAt });
        });
    }
}
