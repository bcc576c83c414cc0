using StaffFlows.Engine.Execution;
using StaffFlows.Host.Accounts;

namespace StaffFlows.Host.Api;

/// <summary>Where the REST API lives and what holds for all of it.</summary>
public static class ApiRoutes
{
    public const string Root = "/api/v1";

    public static IServiceCollection AddApi(this IServiceCollection services, Operations.HostSettings settings)
    {
        services.AddSingleton(_ => new Sentences(SentenceFiles(settings.WorkflowsFolder)));
        services.AddExceptionHandler<UnexpectedProblem>();
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        services.AddOpenApi("v1", options => options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info.Title = "StaffFlows";
            document.Info.Description = "Personnel procedures of government service halls. Every refusal is a problem (RFC 9457) with a stable code.";
            return Task.CompletedTask;
        }));
        return services;
    }

    /// <summary>The group of all routes of the API: signed in unless a route says otherwise.</summary>
    public static RouteGroupBuilder MapApi(this WebApplication app)
    {
        app.MapOpenApi();
        app.Map("/api/{**rest}", () => new Rejection(RejectionKind.NotFound, "no-such-address").ToProblem()).ExcludeFromDescription();
        return app.MapGroup(Root).RequireAuthorization();
    }

    private static IEnumerable<string> SentenceFiles(string workflowsFolder) =>
        new[] { Path.Combine(workflowsFolder, "messages", "rejections.json") }.Where(File.Exists);
}
