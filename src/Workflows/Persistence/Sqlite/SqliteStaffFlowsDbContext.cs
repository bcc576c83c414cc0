using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using StaffFlows.Workflows.Persistence.Verification;

namespace StaffFlows.Workflows.Persistence.Sqlite;

/// <summary>The model on SQLite, which can neither order nor compare moments: they are stored as UTC ticks.</summary>
internal sealed class SqliteStaffFlowsDbContext(DbContextOptions<SqliteStaffFlowsDbContext> options)
    : StaffFlowsDbContext(options)
{
    internal override Type Newest => typeof(Migrations.InboxIndexes);

    /// <summary>There is one writer; whoever writes holds everything.</summary>
    internal override Task HoldAsync(string word, bool isShared, CancellationToken ct) => Task.CompletedTask;

    /// <summary>EF's own transaction would take the writer's lock. The first read fixes the moment; it ends with the connection.</summary>
    internal override async Task BeginReadingAsync(CancellationToken ct)
    {
        await Database.OpenConnectionAsync(ct);
        await Database.UseTransactionAsync(((SqliteConnection)Database.GetDbConnection()).BeginTransaction(deferred: true), ct);
    }

    internal override Task CheckPagesAsync(VerificationScope scope, CancellationToken ct) => SqlitePages.CheckAsync(scope, ct);

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcTicks>();

    internal sealed class UtcTicks() : ValueConverter<DateTimeOffset, long>(
        moment => moment.UtcTicks, ticks => new DateTimeOffset(ticks, TimeSpan.Zero));
}
