using Microsoft.EntityFrameworkCore;
using StaffFlows.Workflows.Persistence.Model;

namespace StaffFlows.Workflows.Persistence.Mappings;

internal static class InstanceMappings
{
    public static void MapInstances(this ModelBuilder model)
    {
        model.Entity<StoredDefinition>(definition =>
        {
            definition.ToTable("workflow_definitions");
            definition.Property(d => d.Id).IsKey();
            definition.Property(d => d.DefinitionId).IsKey();
            definition.Property(d => d.Name).HasMaxLength(Columns.Name);
            definition.Property(d => d.ContentHash).HasMaxLength(Columns.Digest);
            definition.HasIndex(d => new { d.DefinitionId, d.Version }).IsUnique();
        });

        model.Entity<StoredInstance>(instance =>
        {
            instance.ToTable("workflow_instances");
            instance.Property(i => i.Id).ValueGeneratedNever();
            instance.Property(i => i.DefinitionId).IsKey();
            instance.Property(i => i.DefinitionVersionId).IsKey();
            instance.Property(i => i.Version).IsConcurrencyToken();
            instance.Property(i => i.SubStatus).IsWord();
            instance.Property(i => i.Name).HasMaxLength(Columns.Name);
            instance.Property(i => i.CorrelationId).HasMaxLength(Columns.Name);
            instance.Property(i => i.State).IsProtected();
            instance.HasIndex(i => new { i.DefinitionId, i.CreatedAt });
            instance.HasIndex(i => new { i.SubStatus, i.CreatedAt });
            instance.HasIndex(i => i.CorrelationId);
            instance.HasIndex(i => i.DefinitionVersionId);
            instance.HasIndex(i => i.ParentInstanceId).HasFilter("parent_instance_id IS NOT NULL");
        });

        model.Entity<StoredBookmark>(bookmark =>
        {
            bookmark.ToTable("bookmarks");
            bookmark.Property(b => b.Id).ValueGeneratedNever();
            bookmark.Property(b => b.Name).HasMaxLength(Columns.Name);
            bookmark.Property(b => b.Hash).HasMaxLength(128);
            bookmark.Property(b => b.NodeId).HasMaxLength(Columns.Name);
            bookmark.HasIndex(b => b.InstanceId);
            bookmark.HasIndex(b => b.Hash);
        });

        model.Entity<StoredTimer>(timer =>
        {
            timer.ToTable("timers");
            timer.HasKey(t => t.BookmarkId);
            timer.Property(t => t.BookmarkId).ValueGeneratedNever();
            timer.Property(t => t.LeaseOwner).HasMaxLength(Columns.Name);
            timer.HasIndex(t => t.InstanceId);
            timer.HasIndex(t => t.DueAt);
        });

        model.Entity<StoredJournal>(journal =>
        {
            journal.ToTable("journal");
            journal.HasKey(j => new { j.InstanceId, j.FromSequence });
            journal.Property(j => j.Json).HasConversion<ProtectedJournal>();
        });
    }
}
