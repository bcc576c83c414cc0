using System.Text.Json.Nodes;
using StaffFlows.Engine.Execution;
using StaffFlows.Host.Accounts;
using StaffFlows.Host.Api;
using StaffFlows.Host.Localisation;
using StaffFlows.Host.StudioApi.Definitions;
using StaffFlows.Host.StudioApi.Descriptors;
using StaffFlows.Host.StudioApi.Instances;
using StaffFlows.Host.StudioApi.Runs;
using StaffFlows.Host.StudioApi.Updates;
using StaffFlows.Host.StudioApi.Scripting;
using StaffFlows.Workflows.Persistence;

namespace StaffFlows.Host.StudioApi;

/// <summary>The part of Elsa's HTTP API that Elsa Studio calls, below <c>/elsa/api</c>; what of it is there is in docs/elsa-compatibility.md.</summary>
internal static class StudioRoutes
{
    public const string Root = "/elsa/api";

    /// <summary>Of Elsa, whose calls these are.</summary>
    private const string StudioVersion = "3.8.2";

    public static IServiceCollection AddStudioApi(this IServiceCollection services) => services.AddSingleton<DefinitionActivities>().AddSingleton<ActivityList>().AddStudioDefinitions().AddStudioInstances().AddStudioRuns().AddInstanceUpdates();

    public static void MapStudioApi(this WebApplication app)
    {
        app.Map($"{Root}/{{**rest}}", () => new Rejection(RejectionKind.NotFound, "no-such-address").ToProblem()).ExcludeFromDescription();
        var reading = app.MapGroup(Root).RequireAuthorization(Policies.ProcessReader).ExcludeFromDescription();
        var changing = app.MapGroup(Root).RequireAuthorization(Policies.ProcessOwner).ExcludeFromDescription();
        MapDescriptors(reading);
        DefinitionRoutes.MapReading(reading);
        DefinitionRoutes.MapChanging(changing);
        DefinitionFileRoutes.MapReading(reading);
        DefinitionFileRoutes.MapChanging(changing);
        DefinitionGraphRoutes.MapReading(reading);
        DefinitionGraphRoutes.MapChanging(changing);
        KeptDraftRoutes.Map(changing);
        InstanceRoutes.Map(reading);
        RunRoutes.MapReading(reading);
        RunRoutes.MapChanging(changing);
        InstanceUpdates.Map(app);
        InstanceRoutes.MapTasks(app.MapGroup(Root).RequireAuthorization(Policies.TaskReporter).ExcludeFromDescription());
    }

    private static void MapDescriptors(RouteGroupBuilder api)
    {
        var descriptors = api.MapGroup("/descriptors");
        descriptors.MapGet("/activities", (ActivityList list, HttpContext context, Wording say, CancellationToken ct) => list.ReadAsync(context, say, ct));
        descriptors.MapPost("/activities/{type}/options/{property}", async (string type, string property, ActivityList list, Wording say, CancellationToken ct) =>
            await list.FindOptionsAsync(type, property, say, ct) is { } options ? TypedResults.Ok(options) : (IResult)new Rejection(RejectionKind.NotFound, "no-such-address").ToProblem());
        api.MapGet("/package/version", () => TypedResults.Ok(new JsonObject { ["packageVersion"] = StudioVersion }));
        Map("/expression-descriptors", words => words.Expressions());
        Map("/workflow-activation-strategies", words => words.Activations());
        Map("/incident-strategies", words => words.Incidents());
        Map("/storage-drivers", words => words.StorageDrivers());
        Map("/variables", words => words.Variables());
        Map("/log-persistence-strategies", _ => SmallDescriptors.Nothing());
        Map("/commit-strategies/workflows", _ => SmallDescriptors.Nothing());
        Map("/commit-strategies/activities", _ => SmallDescriptors.Nothing());
        Map("/output-converters", _ => SmallDescriptors.Nothing());
        api.MapPost("/scripting/javascript/type-definitions/{definitionId}", async (string definitionId, DefinitionQueries definitions, Wording say, CancellationToken ct) =>
            await definitions.FindAsync(definitionId, "Latest", ct) is { } row
                ? TypedResults.Text(ScriptTypes.Write(DefinitionStore.Read(row), say), "application/x-typescript; charset=utf-8")
                : (IResult)new Rejection(RejectionKind.NotFound, "definition-unknown", definitionId).ToProblem());
        api.MapGet("/features/installed", () => TypedResults.Ok(SmallDescriptors.Features()));

        void Map(string path, Func<SmallDescriptors, JsonObject> write) =>
            descriptors.MapGet(path, (Wording say) => TypedResults.Ok(write(new(say))));
    }
}
