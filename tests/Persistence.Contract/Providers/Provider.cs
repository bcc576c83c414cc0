using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using StaffFlows.CompiledModels;
using StaffFlows.Engine.Activities;
using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Runtime;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.Persistence.Rows;

namespace StaffFlows.Persistence.Contract.Providers;

/// <summary>An empty database of one kind, opened once per test class. Tests keep apart by ids of their own.</summary>
public abstract class Provider : IAsyncLifetime
{
    private readonly List<ServiceProvider> nodes = [];

    public abstract string Name { get; }

    /// <summary>Business and system time of all nodes; moved by tests only.</summary>
    public FakeClock Clock { get; } = new();

    protected abstract string? ConnectionString { get; }

    /// <summary>Whether commits are written by EF although the provider could batch them.</summary>
    protected virtual bool GoesThroughEf => false;

    public IServiceProvider Node { get; private set; } = null!;

    public T Get<T>()
        where T : notnull => Node.GetRequiredService<T>();

    /// <summary>A context for reading, past all caches.</summary>
    public StaffFlowsDbContext Read() => Get<IDbContextFactory<StaffFlowsDbContext>>().CreateDbContext();

    public async Task WriteAsync(Func<StaffFlowsDbContext, CancellationToken, Task> write) =>
        (await Get<IWriteQueue>().WriteAsync<bool>(
            async (db, ct) =>
            {
                await write(db, ct);
                return true;
            },
            default)).Rejection.ShouldBeNull();

    /// <summary>Another process on the same database, as far as the provider allows one.</summary>
    public async Task<IServiceProvider> StartNodeAsync()
    {
        var node = NewNode(ConnectionString!);
        await node.GetRequiredService<IDatabase>().OpenAsync(default);
        return node;
    }

    public ServiceProvider NewNode(string connectionString)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IFieldProtector>(new AesProtector());
        services.AddSingleton<TimeProvider>(Clock);
        services.AddSingleton(new SystemTime(Clock));
        services.AddLogging();
        services.AddSingleton(new ActivityCatalog([.. StandardActivities.All]));
        services.AddStaffFlowsPersistence(new AllCompiledModels(), Name, connectionString);
        if (GoesThroughEf) services.RemoveAll<IRowDatabase>();
        services.AddSingleton<IWorkflowRuntime, WorkflowRuntime>();
        services.AddSingleton<StimulusSender>();
        var node = services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true });
        nodes.Add(node);
        return node;
    }

    public async Task InitializeAsync()
    {
        if (ConnectionString is null) return;
        await CreateAsync();
        Node = await StartNodeAsync();
        await this.DefineAsync("leave");
    }

    public async Task DisposeAsync()
    {
        foreach (var node in nodes) await node.DisposeAsync();
        if (ConnectionString is not null) await DropAsync();
    }

    protected abstract Task CreateAsync();

    protected abstract Task DropAsync();
}
