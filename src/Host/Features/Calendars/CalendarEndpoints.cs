using System.Collections.Immutable;
using System.Text.Json.Nodes;
using StaffFlows.Host.Accounts;
using StaffFlows.Host.Api;
using StaffFlows.Workflows.Calendar;
using StaffFlows.Workflows.Persistence;

namespace StaffFlows.Host.Features.Calendars;

/// <param name="Provisional">A year without a published holiday notice was touched.</param>
internal sealed record CalendarResult(JsonNode Result, bool Provisional);

/// <summary>The working-day calendar by REST: asking it, importing years, the hall's own word on a date.</summary>
internal static class CalendarEndpoints
{
    public static IServiceCollection AddCalendars(this IServiceCollection services) =>
        services.AddScoped<ImportYears>().AddScoped<Overrides>();

    public static void MapCalendars(this IEndpointRouteBuilder api)
    {
        var calendar = api.MapGroup("/calendar").WithTags("calendar");
        foreach (var operation in CalendarOperations.Names)
            calendar.MapGet($"/{operation}", (HttpRequest request, OfficeSnapshots office, CancellationToken ct) => AskAsync(operation, request, office, ct))
                .AllowAnonymous().WithName($"calendar-{operation}")
                .WithSummary($"{operation}({string.Join(", ", CalendarOperations.ParametersOf(operation))})")
                .Produces<CalendarResult>().ProducesProblem(StatusCodes.Status422UnprocessableEntity);

        calendar.MapGet("/{operation}", (string operation, HttpRequest request, OfficeSnapshots office, CancellationToken ct) =>
            AskAsync(operation, request, office, ct)).AllowAnonymous().ExcludeFromDescription();
        calendar.MapPost("/years", async (HttpRequest request, ImportYears import, CancellationToken ct) =>
                (await import.ExecuteAsync(await Uploads.ReadAsync(request, ct), request.HttpContext.GetViewer(), ct)).ToHttp())
            .RequireAuthorization(Policies.Personnel).Accepts<JsonObject>("application/json", "multipart/form-data")
            .WithSummary("Import holiday notices (holiday-cn of one year, or cn-holidays of several)")
            .Produces<YearsImported>().ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        calendar.MapPost("/overrides", async (OverrideRequest body, Overrides overrides, HttpContext context, CancellationToken ct) =>
                (await overrides.SetAsync(body, context.GetViewer(), ct)).ToHttp())
            .RequireAuthorization(Policies.Personnel).WithSummary("Set the hall's own word on a date")
            .Produces<OverrideRequest>().ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        calendar.MapDelete("/overrides/{date}", async (DateOnly date, Overrides overrides, HttpContext context, CancellationToken ct) =>
                (await overrides.RemoveAsync(date, context.GetViewer(), ct)).ToHttp(_ => TypedResults.NoContent()))
            .RequireAuthorization(Policies.Personnel).WithSummary("Take the hall's own word on a date back")
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> AskAsync(string operation, HttpRequest request, OfficeSnapshots office, CancellationToken ct)
    {
        var values = request.Query.ToDictionary(q => q.Key, q => q.Value.Select(v => v ?? "").ToImmutableArray(), StringComparer.Ordinal);
        return CalendarOperations.Call(operation, values, (await office.ReadAsync(ct)).Calendar) switch
        {
            CalendarAnswer.Answered answered => TypedResults.Ok(new CalendarResult(answered.Result, answered.Provisional)),
            CalendarAnswer.Refused refused => refused.Rejection.ToProblem(),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }
}
