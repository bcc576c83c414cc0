using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.HttpResults;
using StaffFlows.Engine.Execution;
using StaffFlows.Host.Accounts;
using StaffFlows.Host.Api;
using StaffFlows.Host.Features.Cases;
using StaffFlows.Host.Features.Procedures;
using StaffFlows.Host.Localisation;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Leave;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.Features.Start;

/// <param name="Form">The fields typed.</param>
/// <param name="Draft">True keeps them unchecked; false submits.</param>
/// <param name="Id">The draft that is saved again or becomes the case.</param>
/// <param name="Version">Of the draft that was typed upon; null overwrites.</param>
internal sealed record StartRequest(JsonObject? Form, bool Draft = false, Guid? Id = null, long? Version = null);

internal sealed record DraftRequest(JsonObject? Form, long? Version = null);

internal sealed record PreviewRequest(JsonObject? Form);

internal sealed record ProcedureAnswer(string Key, string Name, string Category, string Description, string FormKey);

/// <param name="Detail">In the caller's language.</param>
internal sealed record PreviewRefusal(string Code, string Detail, IReadOnlyDictionary<string, string[]> Errors);

/// <param name="Breakdown">Day by day, with why each counts or not.</param>
internal sealed record PreviewAnswer(
    decimal? Days, ImmutableArray<LeaveDay> Breakdown, bool Provisional, ImmutableArray<string> Warnings, ImmutableArray<PreviewStepAnswer> Steps, PreviewRefusal? Refused);

internal sealed record PreviewStepAnswer(
    string Step, string StepId, LineState State, ImmutableArray<PersonAnswer> Persons, string? Why, DateTimeOffset? Due, bool IsCertain);

internal static class StartEndpoints
{
    public static IServiceCollection AddStart(this IServiceCollection services) => services
        .AddSingleton<ProcedureCatalogue>()
        .AddScoped<Applications>()
        .AddScoped<GetProcedures>()
        .AddScoped<StartCase>()
        .AddScoped<GetDraft>()
        .AddScoped<SaveDraft>()
        .AddScoped<DeleteDraft>()
        .AddScoped<PreviewCase>()
        .AddScoped<PreviewAnswers>()
        .AddScoped<StartForms>()
        .AddScoped<StartPages>();

    public static void MapStart(this RouteGroupBuilder api)
    {
        api.MapGet("/procedures", async (Viewer by, GetProcedures slice, Wording say, CancellationToken ct) =>
            TypedResults.Ok((await slice.ExecuteAsync(by, ct)).Select(p =>
                new ProcedureAnswer(p.Key, say.Of(p.Name), say.Of(p.Settings.Category), say.Of(p.Settings.Description), p.Settings.Form))));

        api.MapPost("/procedures/{key}/cases", StartAsync).WithMetadata(new LooksAtOfficeItself());
        api.MapPost("/procedures/{key}/preview", async (string key, PreviewRequest body, Viewer by, PreviewCase slice, PreviewAnswers answers, CancellationToken ct) =>
        {
            var read = await slice.ExecuteAsync(key, body.Form ?? [], by, ct);
            return read.Rejection is { } rejection ? rejection.ToProblem() : TypedResults.Ok(await answers.OfAsync(read.Value!, ct));
        });

        api.MapPut("/procedures/{key}/drafts/{id:guid}", async (string key, Guid id, DraftRequest body, Viewer by, RequestKey? request, SaveDraft slice, CancellationToken ct) =>
            (await slice.ExecuteAsync(key, body.Form ?? [], id, body.Version, by, request, ct)).ToHttp());
        api.MapDelete("/drafts/{id:guid}", async (Guid id, Viewer by, DeleteDraft slice, CancellationToken ct) =>
            await slice.ExecuteAsync(id, by, ct) is { } rejection ? rejection.ToProblem() : TypedResults.NoContent());
    }

    private static async Task<IResult> StartAsync(
        string key, StartRequest body, Viewer by, RequestKey? request, StartCase start, SaveDraft save, CancellationToken ct)
    {
        if (body.Draft)
        {
            var saved = await save.ExecuteAsync(key, body.Form ?? [], body.Id, body.Version, by, request, ct);
            return saved.ToHttp(draft => body.Id is null ? Created(draft.Id, draft) : TypedResults.Ok(draft));
        }

        return (await start.ExecuteAsync(key, body.Form ?? [], body.Id, by, request, ct)).ToHttp(answer => Created(answer.Id, answer));
    }

    private static Created<T> Created<T>(Guid id, T answer) => TypedResults.Created($"{ApiRoutes.Root}/cases/{id}", answer);
}
