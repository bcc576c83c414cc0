using Microsoft.EntityFrameworkCore;
using StaffFlows.Workflows.Persistence.Model;

namespace StaffFlows.Workflows.Persistence.Mappings;

internal static class OfficeMappings
{
    public static void MapOffice(this ModelBuilder model)
    {
        model.Entity<HolidayYear>(year =>
        {
            year.ToTable("holiday_years");
            year.HasKey(y => y.Year);
            year.Property(y => y.Year).ValueGeneratedNever();
            year.Property(y => y.Papers).IsJson();
        });

        model.Entity<HolidayDay>(day =>
        {
            day.ToTable("holiday_days");
            day.HasKey(d => new { d.Year, d.Date });
            day.Property(d => d.Name).HasMaxLength(Columns.Name);
        });

        model.Entity<HallDay>(day =>
        {
            day.ToTable("calendar_overrides");
            day.HasKey(d => d.Date);
            day.Property(d => d.Reason).HasMaxLength(Columns.Name);
        });

        model.Entity<StoredProfile>(profile =>
        {
            profile.ToTable("profiles");
            profile.HasKey(p => new { p.Key, p.Version });
            profile.Property(p => p.Key).IsKey();
            profile.Property(p => p.ContentHash).HasMaxLength(Columns.Digest);
        });

        model.Entity<StoredForm>(form =>
        {
            form.ToTable("forms");
            form.HasKey(f => new { f.Key, f.Version });
            form.Property(f => f.Key).IsKey();
            form.Property(f => f.ContentHash).HasMaxLength(Columns.Digest);
        });

        model.Entity<DataProtectionKey>(key =>
        {
            key.ToTable("data_protection_keys");
            key.HasKey(k => k.FriendlyName);
            key.Property(k => k.FriendlyName).HasMaxLength(Columns.Name);
        });

        model.Entity<StoredClock>(clock =>
        {
            clock.ToTable("business_clock");
            clock.Property(c => c.Id).ValueGeneratedNever();
            clock.Property(c => c.Offset).IsConcurrencyToken();
            clock.HasData(new StoredClock { Id = StoredClock.OnlyId, Offset = TimeSpan.Zero });
        });
    }
}
