using Microsoft.EntityFrameworkCore;
using StaffFlows.Workflows.Persistence.Model;

namespace StaffFlows.Workflows.Persistence.Mappings;

internal static class DraftMappings
{
    public static void MapDrafts(this ModelBuilder model)
    {
        model.Entity<KeptDraft>(draft =>
        {
            draft.ToTable("kept_drafts");
            draft.Property(d => d.Id).ValueGeneratedNever();
            draft.Property(d => d.DefinitionId).IsKey();
            draft.Property(d => d.AuthorId).IsKey();
            draft.Property(d => d.ChangedById).IsOptionalKey();
            draft.Property(d => d.Name).HasMaxLength(Columns.Name);
            draft.Property(d => d.Json).IsProtected();
            draft.HasIndex(d => new { d.AuthorId, d.DefinitionId }).IsUnique();
            draft.HasIndex(d => d.KeptAt);
        });

        model.Entity<ReleasedDefinition>(released =>
        {
            released.ToTable("released_definitions");
            released.HasKey(r => new { r.DefinitionId, r.ContentHash });
            released.Property(r => r.DefinitionId).IsKey();
            released.Property(r => r.ContentHash).HasMaxLength(Columns.Digest);
        });
    }
}
