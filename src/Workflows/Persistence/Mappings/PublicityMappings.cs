using Microsoft.EntityFrameworkCore;
using StaffFlows.Workflows.Persistence.Model;

namespace StaffFlows.Workflows.Persistence.Mappings;

internal static class PublicityMappings
{
    public static void MapPublicity(this ModelBuilder model)
    {
        model.Entity<StoredPublicity>(publicity =>
        {
            publicity.ToTable("publicities");
            publicity.HasKey(p => p.CaseId);
            publicity.Property(p => p.CaseId).ValueGeneratedNever();
            publicity.Property(p => p.State).IsWord();
            publicity.Property(p => p.Notice).IsProtected();
            publicity.Property(p => p.Digest).HasMaxLength(Columns.Digest);
            publicity.Property(p => p.Result).IsOptionalProtected();
            publicity.Property(p => p.Remarks).IsJson();
            publicity.Property(p => p.Version).IsConcurrencyToken();
            publicity.HasIndex(p => p.PublishedAt);
        });

        model.Entity<StoredPosting>(posting =>
        {
            posting.ToTable("publicity_postings");
            posting.HasKey(p => new { p.CaseId, p.Round, p.Venue });
            posting.Property(p => p.Venue).IsWord();
            posting.Property(p => p.ConfirmedById).IsKey();
            posting.Property(p => p.Proof).IsJson();
        });

        model.Entity<StoredObjection>(objection =>
        {
            objection.ToTable("objections");
            objection.HasKey(o => o.CaseId);
            objection.Property(o => o.CaseId).ValueGeneratedNever();
            objection.Property(o => o.PersonId).IsOptionalKey();
            objection.Property(o => o.State).IsWord();
            objection.Property(o => o.Channel).IsWord();
            objection.Property(o => o.CodeDigest).HasMaxLength(Columns.Digest);
            objection.Property(o => o.Answer).IsOptionalProtected();
            objection.HasIndex(o => o.PublicityId);
        });
    }
}
