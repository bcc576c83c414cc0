using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Scaffolding;
using Microsoft.Extensions.DependencyInjection;
using StaffFlows.ModelCompiler;
using StaffFlows.Workflows.Persistence;

// Writes the model of every provider's context as source into the folder that the build of StaffFlows.CompiledModels names:
// what EF would otherwise put together from the mappings at each start of a host.
if (args is not [var folder])
{
    await Console.Error.WriteLineAsync("Usage: StaffFlows.ModelCompiler <folder for the sources>");
    return 2;
}

if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
foreach (var factory in DesignTimeFactories())
{
    using var context = factory.CreateDbContext([]);
    Write(context, factory.GetType().Namespace!.Split('.')[^1]);
}

return 0;

void Write(StaffFlowsDbContext context, string provider)
{
    var services = new ServiceCollection().AddEntityFrameworkDesignTimeServices().AddDbContextDesignTimeServices(context);
    ProviderServices(context).ConfigureDesignTimeServices(services);
    using var scope = services.BuildServiceProvider();
    var written = scope.GetRequiredService<ICompiledModelScaffolder>().ScaffoldModel(
        context.GetService<IDesignTimeModel>().Model,
        Path.Combine(folder, provider),
        new() { ContextType = context.GetType(), ModelNamespace = $"StaffFlows.CompiledModels.{provider}", Language = "C#", UseNullableReferenceTypes = true });

    var file = written.Single(path => Path.GetFileName(path) == $"{context.GetType().Name}Model.cs");
    File.WriteAllText(file, ModelOfOneHost.Source(provider, $"{context.GetType().Name}Model"));
}

static IEnumerable<IDesignTimeDbContextFactory<StaffFlowsDbContext>> DesignTimeFactories() =>
    typeof(StaffFlowsDbContext).Assembly.GetTypes()
        .Where(type => type.IsClass && type.IsAssignableTo(typeof(IDesignTimeDbContextFactory<StaffFlowsDbContext>)))
        .Select(type => (IDesignTimeDbContextFactory<StaffFlowsDbContext>)Activator.CreateInstance(type)!);

static IDesignTimeServices ProviderServices(DbContext context)
{
    var provider = Assembly.Load(context.Database.ProviderName!);
    var services = provider.GetCustomAttribute<DesignTimeProviderServicesAttribute>()!;
    return (IDesignTimeServices)Activator.CreateInstance(provider.GetType(services.TypeName, throwOnError: true)!)!;
}
