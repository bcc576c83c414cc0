using Microsoft.EntityFrameworkCore;
using StaffFlows.Workflows.Persistence.Model;
using StaffFlows.Workflows.Personnel;

namespace StaffFlows.Workflows.Persistence.Mappings;

internal static class OrganisationMappings
{
    /// <summary>A shadow property: written by imports, decrypted only where somebody asks for it by name.</summary>
    public const string IdNumber = "ProtectedIdNumber";

    public static void MapOrganisation(this ModelBuilder model)
    {
        model.Entity<Unit>(unit =>
        {
            unit.ToTable("units");
            unit.Property(u => u.Id).IsKey();
            unit.Property(u => u.Name).HasMaxLength(Columns.Name);
            unit.Property(u => u.Type).IsKey();
            unit.Property(u => u.ParentId).IsOptionalKey();
            unit.Property(u => u.LeaderId).IsOptionalKey();
            unit.Property(u => u.DeputyLeaderId).IsOptionalKey();
        });

        model.Entity<Window>(window =>
        {
            window.ToTable("windows");
            window.Property(w => w.Id).IsKey();
            window.Property(w => w.Name).HasMaxLength(Columns.Name);
            window.Property(w => w.Type).IsKey();
            window.Property(w => w.OwnerUnitId).IsKey();
            window.Property(w => w.HeadId).IsOptionalKey();
        });

        model.Entity<Role>(role =>
        {
            role.ToTable("roles");
            role.HasKey(r => r.Code);
            role.Property(r => r.Code).IsKey();
            role.Property(r => r.Name).HasMaxLength(Columns.Name);
        });

        model.Entity<Person>(person =>
        {
            person.ToTable("people");
            person.Property(p => p.Id).IsKey();
            person.Property(p => p.StaffNo).IsKey();
            person.Property(p => p.UserName).IsOptionalKey();
            person.Property(p => p.Name).HasMaxLength(Columns.Name);
            person.Property(p => p.Gender).IsKey();
            person.Property(p => p.PoliticalStatus).HasMaxLength(Columns.Name);
            person.Property(p => p.Education).HasMaxLength(Columns.Name);
            person.Property(p => p.EmploymentType).IsWord();
            person.Property(p => p.HomeUnitId).IsKey();
            person.Property(p => p.LaborAgencyId).IsOptionalKey();
            person.Property(p => p.WindowId).IsOptionalKey();
            person.Property(p => p.Post).HasMaxLength(Columns.Name);
            person.Property(p => p.Roles).IsJson();
            person.Property(p => p.ManagerId).IsOptionalKey();
            person.Property(p => p.PartnerId).IsOptionalKey();
            person.Property(p => p.Mobile).IsOptionalKey();
            person.Property(p => p.Email).HasMaxLength(Columns.Name);
            person.Property(p => p.Status).IsWord();
            person.Ignore(p => p.IdNumber);
            person.Ignore(p => p.IsActive);
            person.Property<string?>(IdNumber).IsOptionalProtected();
            person.HasIndex(p => p.StaffNo).IsUnique();
            person.HasIndex(p => p.UserName).IsUnique();
        });

        model.Entity<Substitution>(substitution =>
        {
            substitution.ToTable("substitutions");
            substitution.Property(s => s.Id).ValueGeneratedNever();
            substitution.Property(s => s.PersonId).IsKey();
            substitution.Property(s => s.SubstituteId).IsKey();
            substitution.Property(s => s.Reason).HasMaxLength(Columns.Name);
            substitution.HasIndex(s => new { s.PersonId, s.From });
        });

        model.Entity<StationingViolation>(violation =>
        {
            violation.ToTable("stationing_violations");
            violation.Property(v => v.Id).ValueGeneratedNever();
            violation.Property(v => v.PersonId).IsKey();
            violation.Property(v => v.UnitId).IsKey();
            violation.Property(v => v.WindowId).IsKey();
            violation.Property(v => v.Kind).IsWord();
            violation.Property(v => v.Facts).IsProtected();
            violation.Property(v => v.ReportedById).IsKey();
            violation.HasIndex(v => new { v.PersonId, v.OccurredOn });
        });

        model.Entity<Account>(account =>
        {
            account.ToTable("accounts");
            account.Property(a => a.Id).ValueGeneratedNever();
            account.Property(a => a.PersonId).IsKey();
            account.Property(a => a.UserName).HasMaxLength(128);
            account.Property(a => a.NormalizedUserName).HasMaxLength(128);
            account.Property(a => a.PasswordHash).HasMaxLength(Columns.Name);
            account.Property(a => a.Language).HasMaxLength(16);
            account.Property(a => a.SecurityStamp).HasMaxLength(128);
            account.Property(a => a.Version).IsConcurrencyToken();
            account.HasIndex(a => a.NormalizedUserName).IsUnique();
            account.HasIndex(a => a.PersonId).IsUnique();
        });
    }
}
