using System.Collections.Immutable;
using System.Text.Json.Nodes;
using StaffFlows.Host.Api;
using StaffFlows.Host.Features.Cases;
using StaffFlows.Host.Localisation;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.Features.Tasks;

/// <summary>What can be done with a task besides deciding, claiming and releasing it.</summary>
internal static class TaskActionEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/tasks/{id:guid}/transfer", (Guid id, HandBody body, Viewer by, RequestKey? key, ActOnTask slice, CancellationToken ct) =>
            ActAsync(id, new(TaskRights.Transfer, One(body.To), default, body.Opinion), by, key, slice, ct));
        api.MapPost("/tasks/{id:guid}/delegate", (Guid id, HandBody body, Viewer by, RequestKey? key, ActOnTask slice, CancellationToken ct) =>
            ActAsync(id, new(TaskRights.Delegate, One(body.To), default, body.Opinion), by, key, slice, ct));
        api.MapPost("/tasks/{id:guid}/add-sign", (Guid id, SignBody body, Viewer by, RequestKey? key, ActOnTask slice, CancellationToken ct) =>
            ActAsync(id, new(TaskRights.AddSign, body.Persons.IsDefault ? [] : body.Persons, body.Position, body.Opinion), by, key, slice, ct));
        api.MapPost("/tasks/{id:guid}/copy", (Guid id, CopyBody body, Viewer by, RequestKey? key, ActOnTask slice, CancellationToken ct) =>
            ActAsync(id, new(TaskRights.Copy, Several(body.To), default, body.Opinion), by, key, slice, ct));
        api.MapPost("/tasks/{id:guid}/urge", (Guid id, Viewer by, RequestKey? key, ActOnTask slice, CancellationToken ct) =>
            ActAsync(id, new(TaskRights.Urge, []), by, key, slice, ct));
        api.MapPost("/tasks/{id:guid}/return", async (Guid id, TaskReturn body, Viewer by, RequestKey? key, ReturnTask slice, CancellationToken ct) =>
            (await slice.ExecuteAsync(id, body, by, key, ct)).ToHttp());
        api.MapGet("/tasks/{id:guid}/return", async (Guid id, Viewer by, GetTask slice, ReturnPlaces places, OfficeSnapshots office, StepNames steps, CancellationToken ct) =>
        {
            var read = await slice.ExecuteAsync(id, by, ct);
            if (read.Rejection is { } rejection) return rejection.ToProblem();

            var (task, version) = (read.Value!.Task, read.Value.Case.DefinitionVersionId!);
            if (!task.RightsOf(by).Contains(TaskRights.Return)) return TypedResults.Ok(ImmutableArray<ReturnPlaceAnswer>.Empty);

            var (words, organisation) = (await steps.ReadAsync([version], ct), (await office.ReadAsync(ct)).Organisation);
            return TypedResults.Ok<ImmutableArray<ReturnPlaceAnswer>>(
            [
                .. from place in await places.FindAsync(task, version, ct)
                   from course in place.Courses
                   select new ReturnPlaceAnswer(
                       place.StepId, words.Of(version, place.StepId, place.Name), place.DecidedById is { } decider ? CaseAnswers.Person(decider, organisation).Name : null, course.Mode,
                       [.. course.Closes.Select(row => words.Of(version, row.StepId, row.StepName))], [.. course.Opens.Select(step => words.Of(version, step.StepId, step.Name))]),
            ]);
        });
    }

    private static async Task<IResult> ActAsync(Guid id, TaskWish wish, Viewer by, RequestKey? key, ActOnTask slice, CancellationToken ct) =>
        (await slice.ExecuteAsync(id, wish, by, key, ct)).ToHttp();

    private static ImmutableArray<string> One(string? word) => string.IsNullOrWhiteSpace(word) ? [] : [word];

    private static ImmutableArray<string> Several(JsonNode? words) => words switch
    {
        JsonArray list => [.. list.Select(word => $"{word}").Where(word => word.Length > 0)],
        null => [],
        _ => One($"{words}"),
    };
}
