using StaffFlows.Host.Api;
using StaffFlows.Host.Operations;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.Features.Cases;

/// <param name="Reason">Why; may be left out.</param>
internal sealed record WithdrawRequest(string? Reason);

internal static class CaseEndpoints
{
    public static IServiceCollection AddCases(this IServiceCollection services) => services
        .AddSingleton(provider => ReadTexts(provider.GetRequiredService<HostSettings>()))
        .AddSingleton<StepNames>()
        .AddScoped<CaseAnswers>()
        .AddScoped<CaseSheets>()
        .AddScoped<CasePages>()
        .AddScoped<CasePrint>()
        .AddScoped<GetCase>()
        .AddScoped<GetCaseFlow>()
        .AddScoped<GetCaseAudit>()
        .AddScoped<WithdrawCase>();

    private static MessageTexts ReadTexts(HostSettings settings) =>
        MessageTexts.Read(File.ReadAllBytes(Path.Combine(settings.WorkflowsFolder, "messages", "texts.json"))).GetValue();

    public static void MapCases(this RouteGroupBuilder api)
    {
        api.MapGet("/cases/{id:guid}", async (Guid id, Viewer by, GetCase slice, CaseAnswers answers, CancellationToken ct) =>
            (await slice.ExecuteAsync(id, by, ct)).ToHttp(sight => TypedResults.Ok(answers.Of(sight, by))));

        api.MapGet("/cases/{id:guid}/flow", async (Guid id, Viewer by, GetCaseFlow slice, CancellationToken ct) =>
            (await slice.ExecuteAsync(id, by, ct)).ToHttp());

        api.MapPost("/cases/{id:guid}/withdraw", async (Guid id, WithdrawRequest? body, Viewer by, RequestKey? key, WithdrawCase slice, CancellationToken ct) =>
            (await slice.ExecuteAsync(id, body?.Reason, by, key, ct)).ToHttp());
    }
}
