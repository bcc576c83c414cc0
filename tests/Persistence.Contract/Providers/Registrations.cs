using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using StaffFlows.Engine.Definitions;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Persistence;

namespace StaffFlows.Persistence.Contract.Providers;

/// <summary>A stored form of instances and definitions. The store must not care which.</summary>
internal static class Registrations
{
    public static void AddEngineJson(IServiceCollection services)
    {
        services.AddSingleton(new InstanceJson(
            instance => JsonSerializer.Serialize(instance), json => JsonSerializer.Deserialize<WorkflowInstance>(json)!));
        services.AddSingleton(new DefinitionJson(
            definition => JsonSerializer.Serialize(definition), json => JsonSerializer.Deserialize<WorkflowDefinition>(json)!));
    }
}
