using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StaffFlows.CompiledModels;
using StaffFlows.Engine.Execution;
using StaffFlows.Host.Operations;
using StaffFlows.Host.Security;
using StaffFlows.Workflows.Calendar;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.Persistence.Verification;

namespace StaffFlows.Drills;

/// <summary>What really stands in a hall's database, read beside the host with the product's own stores.</summary>
internal sealed class Records : IAsyncDisposable
{
    private readonly ServiceProvider services;

    private Records(ServiceProvider services) => this.services = services;

    public static Records Of(IDrillDatabase database)
    {
        var builder = WebApplication.CreateBuilder(
        [
            "--environment=Production", $"--Database:Provider={database.Provider}", $"--ConnectionStrings:StaffFlows={database.ConnectionString}",
            $"--Security:DataKey={HostProcess.DataKey}", "--Demo:Seed=true",
        ]);
        var settings = HostSettings.Read(builder.Configuration, builder.Environment);
        return new(new ServiceCollection()
            .AddLogging()
            .AddClocks()
            .AddSecurity(settings)
            .AddStaffFlowsPersistence(new AllCompiledModels(), settings.Database.Provider, settings.Database.ConnectionString)
            .BuildServiceProvider());
    }

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    public async Task<StaffFlowsDbContext> OpenAsync() => await Get<IDbContextFactory<StaffFlowsDbContext>>().CreateDbContextAsync();

    /// <summary>What the product's own <c>verify</c> finds; nothing where all is in order.</summary>
    public async Task<IReadOnlyList<string>> VerifyAsync()
    {
        var verdict = await Get<DatabaseVerification>().RunAsync(null, CancellationToken.None);
        return [.. verdict.Findings.Select(f => $"{f.Code} {string.Join(' ', f.Arguments)}")];
    }

    public Task<ImmutableArray<JournalEntry>> JournalAsync(Guid instance) => Get<JournalReader>().ReadAsync(new(instance), CancellationToken.None);

    /// <summary>Business time goes on while no host runs: the database is ours then.</summary>
    public async Task MoveClockAsync(TimeSpan by)
    {
        await Get<IDatabase>().OpenAsync(CancellationToken.None);
        var store = ActivatorUtilities.CreateInstance<ClockStore>(services, Get<BusinessClock>());
        (await store.MoveToAsync(await store.ReadOffsetAsync(CancellationToken.None) + by, null, CancellationToken.None)).Rejection.ShouldBeNull();
    }

    /// <summary>Something that no host would write. No host runs on a SQLite file then: the file is ours.</summary>
    public async Task WriteAsync(Func<StaffFlowsDbContext, Task<int>> write)
    {
        await Get<IDatabase>().OpenAsync(CancellationToken.None);
        (await Get<IWriteQueue>().WriteAsync<int>(async (db, _) => await write(db), CancellationToken.None)).Value.ShouldBe(1);
    }

    public ValueTask DisposeAsync() => services.DisposeAsync();
}
