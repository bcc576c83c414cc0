using Microsoft.EntityFrameworkCore;
using StaffFlows.Workflows.Persistence.Model;

namespace StaffFlows.Workflows.Persistence.Mappings;

internal static class MessageMappings
{
    public static void MapMessages(this ModelBuilder model)
    {
        model.Entity<Message>(message =>
        {
            message.ToTable("messages");
            message.Property(m => m.Id).ValueGeneratedNever();
            message.Property(m => m.PersonId).IsKey();
            message.Property(m => m.TextKey).HasMaxLength(Columns.Name);
            message.Property(m => m.Arguments).IsJson();
            message.HasIndex(m => new { m.PersonId, m.CreatedAt });
        });

        model.Entity<OutboxMessage>(message =>
        {
            message.ToTable("outbox");
            message.Property(m => m.Id).ValueGeneratedNever();
            message.Property(m => m.Channel).IsWord();
            message.Property(m => m.RecipientId).IsKey();
            message.Property(m => m.TextKey).HasMaxLength(Columns.Name);
            message.Property(m => m.Arguments).IsJson();
            message.Property(m => m.Ending).IsOptionalWord();
            message.Property(m => m.LeaseOwner).HasMaxLength(Columns.Name);
            message.HasIndex(m => m.NextAttemptAt).HasFilter("settled_at IS NULL");
            message.HasIndex(m => m.SettledAt).HasFilter("ending = 'GivenUp'");
        });

        model.Entity<Delivery>(delivery =>
        {
            delivery.ToTable("deliveries");
            delivery.HasKey(d => new { d.OutboxId, d.Attempt });
            delivery.Property(d => d.Status).IsWord();
            delivery.Property(d => d.ProviderId).HasMaxLength(Columns.Name);
            delivery.Property(d => d.Error).HasMaxLength(Columns.Key);
            delivery.HasOne<OutboxMessage>().WithMany().HasForeignKey(d => d.OutboxId);
        });

        model.Entity<AnsweredRequest>(request =>
        {
            request.ToTable("answered_requests");
            request.HasKey(r => new { r.UserId, r.Key });
            request.Property(r => r.UserId).IsKey();
            request.Property(r => r.Key).HasMaxLength(128);
            request.Property(r => r.RequestHash).HasMaxLength(128);
        });
    }
}
