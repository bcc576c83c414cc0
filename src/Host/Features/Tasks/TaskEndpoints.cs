using System.Collections.Immutable;
using System.Text.Json.Nodes;
using StaffFlows.Engine.Execution;
using StaffFlows.Host.Accounts;
using StaffFlows.Host.Api;
using StaffFlows.Host.Features.Cases;
using StaffFlows.Host.Localisation;
using StaffFlows.Host.Features.Procedures;
using StaffFlows.Workflows.Calendar;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Forms;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.Features.Tasks;

/// <param name="Label">In the caller's language.</param>
internal sealed record OutcomeAnswer(string Key, string Label, OutcomeIntent Intent, bool OpinionRequired);

/// <summary>A task as <c>GET /tasks/{id}</c> answers it.</summary>
/// <param name="Candidates">Who may claim it; empty where one person was asked alone, and once closed.</param>
/// <param name="Outcomes">What it can be decided with.</param>
/// <param name="Rights">Of the step, by field.</param>
/// <param name="Reasons">Why each person was asked.</param>
internal sealed record TaskSightAnswer(
    Guid Id, Guid CaseId, string? CaseNumber, string Title, string Step, string StepId, UserTaskState State, PersonAnswer? Assignee,
    ImmutableArray<PersonAnswer> Candidates, ImmutableArray<OutcomeAnswer> Outcomes, string? Outcome, string? Opinion, JsonObject Form,
    ImmutableDictionary<string, FieldRight> Rights, DateTimeOffset CreatedAt, DateTimeOffset? Due, bool DueIsProvisional,
    ImmutableArray<string> Reasons, bool CanDecide)
{
    public required UserTaskMode Mode { get; init; }

    /// <summary>What the caller may do besides deciding.</summary>
    public required ImmutableArray<TaskRights> Verbs { get; init; }

    /// <summary>How it came to its holder otherwise than by the step's rule, and from whom.</summary>
    public AskedAs? AskedAs { get; init; }
    public PersonAnswer? AskedBy { get; init; }

    /// <summary>代理: for whom the caller would decide it.</summary>
    public PersonAnswer? OnBehalfOf { get; init; }
    public int Urged { get; init; }
}

/// <param name="Name">In the caller's language.</param>
/// <param name="Closes">Who loses an open task, the caller among them.</param>
/// <param name="Opens">Which steps begin.</param>
internal sealed record ReturnPlaceAnswer(string To, string Name, string? DecidedBy, RepositionMode Mode, ImmutableArray<string> Closes, ImmutableArray<string> Opens);

/// <param name="To">Staff number, account or id.</param>
internal sealed record HandBody(string? To, string? Opinion);

internal sealed record SignBody(ImmutableArray<string> Persons, SignPosition Position, string? Opinion);

/// <param name="To">One or several.</param>
internal sealed record CopyBody(JsonNode? To, string? Opinion);

internal static class TaskEndpoints
{
    public static IServiceCollection AddTasks(this IServiceCollection services) => services
        .AddScoped<GetTask>()
        .AddSingleton<StepNeeds>()
        .AddScoped<OutcomeButtons>()
        .AddScoped<CompleteTask>()
        .AddScoped<ClaimTask>()
        .AddScoped<ReleaseTask>()
        .AddScoped<ActOnTask>()
        .AddScoped<ReturnTask>()
        .AddScoped<ReturnPlaces>()
        .AddScoped<VerbChoices>()
        .AddScoped<DecidableTasks>()
        .AddScoped<TaskRefusals>()
        .AddScoped<TaskPages>()
        .AddScoped<TaskActionPages>();

    public static void MapTasks(this RouteGroupBuilder api)
    {
        api.MapGet("/tasks/{id:guid}", async (Guid id, Viewer by, GetTask slice, OfficeSnapshots office, StepNames steps, Wording say, CancellationToken ct) =>
        {
            var read = await slice.ExecuteAsync(id, by, ct);
            if (read.Rejection is { } rejection) return rejection.ToProblem();

            var (snapshot, words) = (await office.ReadAsync(ct), await steps.ReadAsync([read.Value!.Case.DefinitionVersionId], ct));
            return TypedResults.Ok(Answer(read.Value, snapshot, words, say, by));
        });

        api.MapPost("/tasks/{id:guid}/complete", async (Guid id, TaskDecision body, Viewer by, RequestKey? key, CompleteTask slice, CancellationToken ct) =>
            (await slice.ExecuteAsync(id, body, by, key, ct)).ToHttp()).WithMetadata(new LooksAtOfficeItself());
        api.MapPost("/tasks/{id:guid}/claim", async (Guid id, Viewer by, RequestKey? key, ClaimTask slice, CancellationToken ct) =>
            (await slice.ExecuteAsync(id, by, key, ct)).ToHttp());
        api.MapPost("/tasks/{id:guid}/release", async (Guid id, Viewer by, RequestKey? key, ReleaseTask slice, CancellationToken ct) =>
            (await slice.ExecuteAsync(id, by, key, ct)).ToHttp());
        TaskActionEndpoints.Map(api);
    }

    private static TaskSightAnswer Answer(TaskSight sight, OfficeSnapshot office, StepWords words, Wording say, Viewer by)
    {
        var (task, @case) = (sight.Task, sight.Case);
        var form = sight.FormFor(by, office.FormAt(@case.FormKey, @case.FormVersion));
        return new(
            task.Id, @case.Id, @case.Number, @case.Title, words.Of(@case.DefinitionVersionId, task.StepId, task.StepName), task.StepId, task.State,
            task.AssigneeId is { } holder ? CaseAnswers.Person(holder, office.Organisation) : null,
            [.. task.Candidates.Select(c => CaseAnswers.Person(c.PersonId, office.Organisation))],
            [.. task.Outcomes.Select(o => new OutcomeAnswer(o.Key, say.Of(new(o.Zh, o.En)), o.Intent, o.OpinionRequired))],
            task.Outcome,
            task.Opinion,
            form.Values,
            form.Rights,
            Local(task.CreatedAt),
            task.DueAt is { } due ? Local(due) : null,
            task.DueIsProvisional,
            [.. task.Reasons.Select(r => say.Of(new(r.Zh, r.En))).Distinct()],
            task.ClosedAt is null && task.MayBeDecidedBy(by))
        {
            Mode = task.Mode,
            Verbs = [.. task.RightsOf(by)],
            AskedAs = task.AskedAs,
            AskedBy = task.AskedById is { } asker ? CaseAnswers.Person(asker, office.Organisation) : null,
            OnBehalfOf = task.ClosedAt is null && task.HeldFor(by) is { } represented ? CaseAnswers.Person(represented, office.Organisation) : null,
            Urged = task.Urged,
        };
    }

    private static DateTimeOffset Local(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, BusinessClock.Zone);
}
