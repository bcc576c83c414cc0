using System.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using StaffFlows.Workflows.Persistence.Model;

namespace StaffFlows.Workflows.Persistence.SqlServer;

/// <summary>
/// The model on SQL Server: text is compared by its characters whatever the database's own collation is, ids are stored so that
/// they sort by age as everywhere else, spans of time are ticks because <c>time</c> ends at 24 hours.
/// </summary>
internal sealed class SqlServerStaffFlowsDbContext(DbContextOptions<SqlServerStaffFlowsDbContext> options)
    : StaffFlowsDbContext(options)
{
    internal override Type Newest => typeof(Migrations.InboxIndexes);

    /// <summary>SQL Server 2019.</summary>
    public const int OldestServer = 150;

    private const string Ordinal = "Latin1_General_100_BIN2";

    internal override IHeldRows Held => SqlServerHeldRows.Statements;

    /// <summary>Only the first 255 characters count; words that differ later wait for each other without need, and no harm is done.</summary>
    internal override Task HoldAsync(string word, bool isShared, CancellationToken ct) => Database.ExecuteSqlAsync(
        $"""
         DECLARE @held int;
         EXEC @held = sp_getapplock @Resource = {word}, @LockMode = {(isShared ? "Shared" : "Exclusive")}, @LockOwner = 'Transaction', @LockTimeout = -1;
         IF @held < 0 BEGIN THROW {LostRaces.OfWords}, N'Chosen to lose against another transaction that waits for the same words.', 1; END
         """,
        ct);

    /// <summary>Needs ALLOW_SNAPSHOT_ISOLATION; without it the database says so.</summary>
    internal override Task BeginReadingAsync(CancellationToken ct) => Database.BeginTransactionAsync(IsolationLevel.Snapshot, ct);

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<InUtc>();
        configurationBuilder.Properties<TimeSpan>().HaveConversion<long>();
        configurationBuilder.Properties<Guid>().HaveConversion<BigEndian>().HaveColumnType("binary(16)");
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        foreach (var text in modelBuilder.Model.GetEntityTypes().SelectMany(e => e.GetProperties()).Where(IsText))
            text.SetCollation(Ordinal);

        // Leases read nothing but these, in their order, so that they lock no row that they do not take
        Include(modelBuilder.Entity<StoredTimer>().HasIndex(t => t.DueAt), nameof(StoredTimer.LeasedUntil), nameof(StoredTimer.InstanceId));
        Include(modelBuilder.Entity<StoredTrigger>().HasIndex(t => t.DueAt), nameof(StoredTrigger.LeasedUntil));
        Include(modelBuilder.Entity<StoredCommand>().HasIndex(c => new { c.CreatedAt, c.Id }), nameof(StoredCommand.LeasedUntil));
        Include(modelBuilder.Entity<OutboxMessage>().HasIndex(m => m.NextAttemptAt), nameof(OutboxMessage.LeasedUntil), nameof(OutboxMessage.Channel));
    }

    private static void Include<T>(IndexBuilder<T> index, params string[] properties) =>
        SqlServerIndexBuilderExtensions.IncludeProperties(index, properties);

    private static bool IsText(IReadOnlyProperty property) =>
        (property.GetProviderClrType() ?? property.GetValueConverter()?.ProviderClrType ?? property.ClrType) == typeof(string);

    internal sealed class InUtc() : ValueConverter<DateTimeOffset, DateTimeOffset>(
        moment => moment.ToUniversalTime(), moment => moment);

    /// <summary><c>uniqueidentifier</c> sorts by its last bytes first, which are the random ones of our ids.</summary>
    internal sealed class BigEndian() : ValueConverter<Guid, byte[]>(id => id.ToByteArray(true), bytes => SqlServerIds.Read(bytes));
}

/// <summary>Ids as SQL Server keeps them: the 16 bytes in the order in which people write them.</summary>
internal static class SqlServerIds
{
    public static Guid Read(byte[] bytes) => new(bytes, bigEndian: true);
}
