using Microsoft.EntityFrameworkCore;
using StaffFlows.Workflows.Persistence.Model;

namespace StaffFlows.Workflows.Persistence.Mappings;

internal static class AttachmentMappings
{
    public static void MapAttachments(this ModelBuilder model)
    {
        model.Entity<Attachment>(attachment =>
        {
            attachment.ToTable("attachments");
            attachment.Property(a => a.Id).ValueGeneratedNever();
            attachment.Property(a => a.UploaderId).IsKey();
            attachment.Property(a => a.Name).HasMaxLength(Columns.Name);
            attachment.Property(a => a.ContentType).HasMaxLength(Columns.Name);
            attachment.Property(a => a.Sha256).HasMaxLength(Columns.Digest);
            attachment.HasIndex(a => a.CaseId);
        });

        model.Entity<AttachmentChunk>(chunk =>
        {
            chunk.ToTable("attachment_chunks");
            chunk.HasKey(c => new { c.AttachmentId, c.Index });
            chunk.Property(c => c.Content).IsProtected();
            chunk.HasOne<Attachment>().WithMany().HasForeignKey(c => c.AttachmentId);
        });
    }
}
