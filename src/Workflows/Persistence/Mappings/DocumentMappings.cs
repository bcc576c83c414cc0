using Microsoft.EntityFrameworkCore;
using StaffFlows.Workflows.Persistence.Model;

namespace StaffFlows.Workflows.Persistence.Mappings;

internal static class DocumentMappings
{
    public static void MapDocuments(this ModelBuilder model)
    {
        model.Entity<DocumentTemplate>(template =>
        {
            template.ToTable("document_templates");
            template.HasKey(t => new { t.Kind, t.Version });
            template.Property(t => t.Kind).IsKey();
            template.Property(t => t.FileName).HasMaxLength(Columns.Name);
            template.Property(t => t.Sha256).HasMaxLength(Columns.Digest);
            template.Property(t => t.AddedById).IsOptionalKey();
        });

        model.Entity<IssuedDocument>(document =>
        {
            document.ToTable("issued_documents");
            document.HasKey(d => new { d.CaseId, d.Kind, d.Part, d.Digest });
            document.Property(d => d.Kind).IsKey();
            document.Property(d => d.Part).IsKey();
            document.Property(d => d.Digest).HasMaxLength(Columns.Digest);
            document.Property(d => d.IssuedById).IsKey();
        });
    }
}
