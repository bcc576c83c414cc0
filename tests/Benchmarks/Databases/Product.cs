using Microsoft.Extensions.DependencyInjection;
using StaffFlows.CompiledModels;
using StaffFlows.Engine.Activities;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows;
using StaffFlows.Workflows.Activities;
using StaffFlows.Workflows.Persistence;

namespace StaffFlows.Benchmarks.Databases;

/// <summary>The product's own stores on a database, without a host: for reading by its queries and for checking and publishing, of which the time is taken without the API around them.</summary>
internal sealed class Product : IAsyncDisposable
{
    private readonly ServiceProvider services;

    public Product(Store store, TimeProvider time) => services = new ServiceCollection()
        .AddSingleton(time)
        .AddSingleton<IFieldProtector, NothingProtected>()
        .AddSingleton(new ActivityCatalog([.. StandardActivities.In(FlowchartMode.CounterBased), .. StaffFlowsActivities.All]))
        .AddStaffFlowsPersistence(new AllCompiledModels(), store.Provider, store.ConnectionString)
        .AddSingleton<PublishPolicy>()
        .BuildServiceProvider();

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    public ValueTask DisposeAsync() => services.DisposeAsync();

    /// <summary>Nothing that is encrypted is read or written here.</summary>
    private sealed class NothingProtected : IFieldProtector
    {
        public string Protect(string plain) => throw new NotSupportedException();

        public string Unprotect(string secret) => throw new NotSupportedException();

        public byte[] Protect(byte[] plain) => throw new NotSupportedException();

        public byte[] Unprotect(byte[] secret) => throw new NotSupportedException();
    }
}
