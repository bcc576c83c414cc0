using Microsoft.EntityFrameworkCore;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Persistence.Model;

namespace StaffFlows.Workflows.Persistence.Mappings;

internal static class CaseMappings
{
    public static void MapCases(this ModelBuilder model)
    {
        model.Entity<Case>(@case =>
        {
            @case.ToTable("cases");
            @case.Property(c => c.Id).ValueGeneratedNever();
            @case.Property(c => c.Number).IsOptionalKey();
            @case.Property(c => c.Procedure).IsKey();
            @case.Property(c => c.Title).HasMaxLength(Columns.Name);
            @case.Property(c => c.Status).IsWord();
            @case.Property(c => c.ApplicantId).IsKey();
            @case.Property(c => c.SubjectId).IsKey();
            @case.Property(c => c.UnitId).IsOptionalKey();
            @case.Property(c => c.WindowId).IsOptionalKey();
            @case.Property(c => c.FormKey).IsKey();
            @case.Property(c => c.ProfileKey).IsKey();
            @case.Property(c => c.DefinitionVersionId).IsOptionalKey();
            @case.Property(c => c.Data).IsProtected();
            @case.Property(c => c.Version).IsConcurrencyToken();
            @case.HasMany(c => c.Participants).WithOne().HasForeignKey(p => p.CaseId);
            @case.HasIndex(c => c.Number).IsUnique();
            @case.HasIndex(c => new { c.ApplicantId, c.CreatedAt });
            @case.HasIndex(c => new { c.SubjectId, c.CreatedAt });
            @case.HasIndex(c => new { c.UnitId, c.CreatedAt }).HasFilter("unit_id IS NOT NULL");
            @case.HasIndex(c => new { c.WindowId, c.CreatedAt }).HasFilter("window_id IS NOT NULL");
            @case.HasIndex(c => c.InstanceId);
            @case.HasIndex(c => c.ParentCaseId).HasFilter("parent_case_id IS NOT NULL");
        });

        model.Entity<CaseParticipant>(participant =>
        {
            participant.ToTable("case_participants");
            participant.HasKey(p => new { p.CaseId, p.PersonId });
            participant.Property(p => p.PersonId).IsKey();
            participant.HasIndex(p => new { p.PersonId, p.CaseId });
        });

        model.Entity<CaseCopy>(copy =>
        {
            copy.ToTable("case_copies");
            copy.HasKey(c => new { c.CaseId, c.PersonId });
            copy.Property(c => c.PersonId).IsKey();
            copy.Property(c => c.ById).IsKey();
            copy.Property(c => c.StepId).IsKey();
            copy.HasOne<Case>().WithMany().HasForeignKey(c => c.CaseId);
            copy.HasIndex(c => new { c.PersonId, c.CopiedAt });
        });

        model.Entity<CaseEntry>(entry =>
        {
            entry.ToTable("case_entries");
            entry.Property(e => e.Id).ValueGeneratedNever();
            entry.Property(e => e.StepId).IsOptionalKey();
            entry.Property(e => e.StepName).HasMaxLength(Columns.Name);
            entry.Property(e => e.TextKey).HasMaxLength(Columns.Name);
            entry.Property(e => e.Arguments).IsJson();
            entry.HasOne<Case>().WithMany().HasForeignKey(e => e.CaseId);
            entry.HasIndex(e => new { e.CaseId, e.At });
        });

        model.Entity<CaseCounter>(counter =>
        {
            counter.ToTable("case_counters");
            counter.HasKey(c => new { c.Pattern, c.Year });
            counter.Property(c => c.Pattern).IsKey();
        });
    }
}
