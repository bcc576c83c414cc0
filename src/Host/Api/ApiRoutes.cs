using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using StaffFlows.Engine.Execution;
using StaffFlows.Host.Accounts;

namespace StaffFlows.Host.Api;

/// <summary>Where the REST API lives and what holds for all of it.</summary>
public static class ApiRoutes
{
    public const string Root = "/api/v1";

    private static readonly string[] MessageFiles = ["texts.json", "rejections.json", "rules.json"];

    public static IServiceCollection AddApi(this IServiceCollection services, Operations.HostSettings settings)
    {
        services.AddSingleton(_ => new Sentences(SentenceFiles(settings.WorkflowsFolder)));
        services.AddExceptionHandler<UnexpectedProblem>();
        services.ConfigureHttpJsonOptions(options =>
        {
            options.SerializerOptions.Encoder = JavaScriptEncoder.Create(UnicodeRanges.All);
            options.SerializerOptions.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase));
        });
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        services.AddOpenApi("v1", options =>
        {
            options.ShouldInclude = description => description.RelativePath?.StartsWith(Root[1..], StringComparison.Ordinal) == true;
            options.AddDocumentTransformer((document, _, _) =>
            {
                document.Info.Title = "StaffFlows";
                document.Info.Description = "Personnel procedures of government service halls. Every refusal is a problem (RFC 9457) with a stable code.";
                return Task.CompletedTask;
            });
        });
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
        MessageFiles.Select(file => Path.Combine(workflowsFolder, "messages", file)).Where(File.Exists);
}
