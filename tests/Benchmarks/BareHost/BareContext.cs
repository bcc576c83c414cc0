using Microsoft.EntityFrameworkCore;

namespace StaffFlows.BareHost;

internal sealed class BareAccount
{
    public Guid Id { get; init; }
    public string UserName { get; init; } = "";
}

/// <summary>The smallest model that makes the provider do its work.</summary>
internal sealed class BareContext(DbContextOptions<BareContext> options) : DbContext(options)
{
    public DbSet<BareAccount> Accounts => Set<BareAccount>();

    public static void Configure(DbContextOptionsBuilder options, IConfiguration configuration)
    {
        var connection = configuration.GetConnectionString("StaffFlows");
        _ = configuration["Database:Provider"] switch
        {
            "PostgreSql" => options.UseNpgsql(connection),
            "SqlServer" => options.UseSqlServer(connection),
            _ => options.UseSqlite(connection),
        };
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.Entity<BareAccount>(account =>
    {
        account.ToTable("accounts");
        account.Property(a => a.Id).HasColumnName("id");
        account.Property(a => a.UserName).HasColumnName("user_name");
    });
}
