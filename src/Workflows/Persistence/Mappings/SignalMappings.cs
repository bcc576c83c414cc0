using Microsoft.EntityFrameworkCore;
using StaffFlows.Workflows.Persistence.Model;

namespace StaffFlows.Workflows.Persistence.Mappings;

internal static class SignalMappings
{
    public static void MapSignals(this ModelBuilder model)
    {
        model.Entity<StoredCommand>(command =>
        {
            command.ToTable("engine_commands");
            command.Property(c => c.Id).ValueGeneratedNever();
            command.Property(c => c.Kind).HasMaxLength(32);
            command.Property(c => c.Json).IsProtected();
            command.Property(c => c.LeaseOwner).HasMaxLength(Columns.Name);
            command.HasIndex(c => new { c.CreatedAt, c.Id });
        });

        model.Entity<StoredTrigger>(trigger =>
        {
            trigger.ToTable("triggers");
            trigger.Property(t => t.Id).ValueGeneratedNever();
            trigger.Property(t => t.DefinitionId).IsKey();
            trigger.Property(t => t.DefinitionVersionId).IsKey();
            trigger.Property(t => t.NodeId).HasMaxLength(Columns.Name);
            trigger.Property(t => t.Name).HasMaxLength(Columns.Name);
            trigger.Property(t => t.Hash).HasMaxLength(128);
            trigger.Property(t => t.LeaseOwner).HasMaxLength(Columns.Name);
            trigger.HasIndex(t => new { t.DefinitionVersionId, t.NodeId }).IsUnique();
            trigger.HasIndex(t => t.DefinitionId);
            trigger.HasIndex(t => t.Hash);
            trigger.HasIndex(t => t.DueAt);
        });

        model.Entity<RequestedTask>(task =>
        {
            task.ToTable("requested_tasks");
            task.Property(t => t.Id).IsKey();
            task.Property(t => t.Name).HasMaxLength(Columns.Name);
            task.Property(t => t.BookmarkHash).HasMaxLength(128);
            task.Property(t => t.Payload).IsProtected();
            task.HasIndex(t => t.InstanceId);
            task.HasIndex(t => t.BookmarkHash);
            task.HasIndex(t => new { t.Name, t.RequestedAt });
        });
    }
}
