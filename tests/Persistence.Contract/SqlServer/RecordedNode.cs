using System.Reflection;
using Microsoft.Data.SqlClient;
using Microsoft.Extensions.DependencyInjection;
using StaffFlows.CompiledModels;
using StaffFlows.Engine.Activities;
using StaffFlows.Engine.Execution;
using StaffFlows.Persistence.Contract.Providers;
using StaffFlows.Workflows.Persistence;

namespace StaffFlows.Persistence.Contract.SqlServer;

/// <summary>A node whose SQL Server is a <see cref="RecordedServer"/>.</summary>
internal static class RecordedNode
{
    public static ServiceProvider On(RecordedServer server)
    {
        var clock = new FakeClock();
        var services = new ServiceCollection();
        services.AddSingleton<IFieldProtector>(new AesProtector());
        services.AddSingleton<TimeProvider>(clock);
        services.AddSingleton(new SystemTime(clock));
        services.AddLogging();
        services.AddSingleton(new ActivityCatalog([.. StandardActivities.All]));
        services.AddStaffFlowsPersistence(new AllCompiledModels(), "SqlServer", "Server=recorded;Database=staffflows");
        services.AddSingleton(server.Options);
        return services.BuildServiceProvider();
    }

    /// <summary>An error as the client reports it; it has no public constructor.</summary>
    public static SqlException Error(int number, string message)
    {
        const BindingFlags Hidden = BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;
        var error = typeof(SqlError).GetConstructor(
            Hidden, [typeof(int), typeof(byte), typeof(byte), typeof(string), typeof(string), typeof(string), typeof(int), typeof(Exception), typeof(int)])!
            .Invoke([number, (byte)1, (byte)13, "recorded", message, "", 1, null, -1]);
        var errors = (SqlErrorCollection)Activator.CreateInstance(typeof(SqlErrorCollection), nonPublic: true)!;
        typeof(SqlErrorCollection).GetMethod("Add", Hidden)!.Invoke(errors, [error]);
        return (SqlException)typeof(SqlException).GetMethod("CreateException", Hidden, [typeof(SqlErrorCollection), typeof(string)])!.Invoke(null, [errors, "15.0"])!;
    }
}
