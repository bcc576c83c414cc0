using System.Collections.Immutable;
using StaffFlows.Host.Api;
using StaffFlows.Host.Features.Cases;
using StaffFlows.Workflows.Personnel;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.Features.Substitutions;

internal sealed record SubstitutionLine(Guid Id, PersonAnswer Person, PersonAnswer Substitute, DateOnly From, DateOnly Until, bool IncludesOlder, string? Reason);

/// <param name="Own">Who stands in for the caller.</param>
/// <param name="Others">For whom the caller stands in.</param>
internal sealed record SubstitutionsAnswer(ImmutableArray<SubstitutionLine> Own, ImmutableArray<SubstitutionLine> Others);

internal static class SubstitutionEndpoints
{
    public static IServiceCollection AddSubstitutions(this IServiceCollection services) => services
        .AddScoped<GetSubstitutions>()
        .AddScoped<MakeSubstitution>()
        .AddScoped<EndSubstitution>()
        .AddScoped<SubstitutionPages>();

    public static void MapSubstitutions(this RouteGroupBuilder api)
    {
        api.MapGet("/substitutions", async (Viewer by, GetSubstitutions slice, CancellationToken ct) =>
        {
            var sight = await slice.ExecuteAsync(by, ct);
            return TypedResults.Ok(new SubstitutionsAnswer([.. sight.Own.Select(s => Line(s, sight.Organisation))], [.. sight.Others.Select(s => Line(s, sight.Organisation))]));
        });
        api.MapPost("/substitutions", async (SubstitutionWish body, Viewer by, RequestKey? key, MakeSubstitution slice, CancellationToken ct) =>
            (await slice.ExecuteAsync(body, by, key, ct)).ToHttp(made => TypedResults.Created($"/api/v1/substitutions/{made.Id}", made)));
        api.MapPost("/substitutions/{id:guid}/end", async (Guid id, Viewer by, RequestKey? key, EndSubstitution slice, CancellationToken ct) =>
            (await slice.ExecuteAsync(id, by, key, ct)).ToHttp());
    }

    private static SubstitutionLine Line(Substitution substitution, Organisation organisation) => new(
        substitution.Id, CaseAnswers.Person(substitution.PersonId, organisation), CaseAnswers.Person(substitution.SubstituteId, organisation),
        substitution.From, substitution.Until, substitution.IncludesOlder, substitution.Reason);
}
