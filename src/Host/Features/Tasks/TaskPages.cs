using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Localization;
using StaffFlows.Engine.Execution;
using StaffFlows.Host.Api;
using StaffFlows.Host.Components.Models;
using StaffFlows.Host.Features.Cases;
using StaffFlows.Host.Features.Inbox;
using StaffFlows.Host.Localisation;
using StaffFlows.Host.Features.Procedures;
using StaffFlows.Workflows;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.UserTasks;
using InboxView = StaffFlows.Workflows.UserTasks.InboxView;

namespace StaffFlows.Host.Features.Tasks;

/// <summary><c>/tasks/{id}</c>: the task, what it posts, and the plain confirmations under <c>?do=…</c>.</summary>
internal sealed class TaskPages(GetTask tasks, GetCase cases, CaseSheets sheets, VerbChoices choices, OutcomeButtons outcomes, Wording say, IStringLocalizer<Texts> texts, Sentences sentences)
{
    public static void Map(IEndpointRouteBuilder pages)
    {
        var group = pages.MapGroup("/tasks/{id:guid}").RequireAuthorization().ExcludeFromDescription();
        group.MapGet("", (Guid id, string? @do, Viewer by, TaskPages page, HttpContext context) => page.ShowAsync(id, by, new TaskAttempt(@do), context));
        group.MapPost("/complete", CompleteAsync);
        group.MapPost("/claim", async (Guid id, Viewer by, RequestKey? key, ClaimTask slice, TaskPages page, HttpContext context) =>
            await page.HeldAsync(id, by, await slice.ExecuteAsync(id, by, key, context.RequestAborted), "flash.claimed", context));
        group.MapPost("/release", async (Guid id, Viewer by, RequestKey? key, ReleaseTask slice, TaskPages page, HttpContext context) =>
            await page.HeldAsync(id, by, await slice.ExecuteAsync(id, by, key, context.RequestAborted), "flash.released", context));
        TaskActionPages.Map(group);
    }

    private static async Task<IResult> CompleteAsync(
        Guid id, Viewer by, RequestKey? key, CompleteTask slice, TaskPages page, PostedForms forms, OfficeSnapshots office, InboxReader inbox, HttpContext context)
    {
        var ct = context.RequestAborted;
        var posted = await context.Request.ReadFormAsync(ct);
        var (outcome, opinion) = (posted["outcome"].ToString(), posted["opinion"].ToString());
        var read = await page.Tasks.ExecuteAsync(id, by, ct);
        if (read.Value is not { } sight) return Pages.NotFound();

        var form = (await office.ReadAsync(ct)).FormAt(sight.Case.FormKey, sight.Case.FormVersion);
        var typed = PostedForms.Read(posted, form, sight.Task.StepId);
        if (PostedForms.AsksForRow(posted)) return await page.ShowAsync(id, by, new TaskAttempt(null, opinion, typed), context);

        // The page's own form carries the fields of the step; a confirmation those that only its outcome needs.
        if (typed.Count > 0 || posted.Files.Count > 0)
        {
            var files = await forms.StoreFilesAsync(posted, form, sight.Task.StepId, sight.Case.Data, sight.Case.Id, by, ct);
            if (files.Rejection is { } wrong) return await page.ShowAsync(id, by, new TaskAttempt(null, opinion, typed, wrong), context);
            foreach (var (field, value) in files.Value!.ToList()) typed[field] = value?.DeepClone();
        }

        var done = await slice.ExecuteAsync(id, new TaskDecision(outcome, opinion, typed.Count > 0 ? typed : null), by, key, ct);
        if (done.Rejection is { } refused)
        {
            // From a confirmation back to it: whoever wrote his reasons there finds them again.
            var offered = (await page.Outcomes.ReadAsync(sight.Task, sight.Case, form, ct)).Buttons.FirstOrDefault(o => o.Key == outcome);
            var asked = offered is { Intent: not OutcomeIntent.Positive } && typed.All(field => offered.Fields.Contains(field.Key)) ? outcome : null;
            return await page.ShowAsync(id, by, new TaskAttempt(asked, opinion, typed, refused), context);
        }

        var label = sight.Task.Outcomes.First(o => o.Key == done.Value!.Outcome);
        var next = (await inbox.ReadAsync(new InboxQuery(InboxView.Todo, 1, 1, DueFirst: true), by, ct)).Items;
        context.Say(next.IsEmpty ? "flash.decided" : "flash.decided.next", page.Say.Of(new(label.Zh, label.En)), sight.Case.Title);
        return Pages.SeeOther(next is [var item, ..] ? $"/tasks/{item.Id}" : "/inbox");
    }

    private GetTask Tasks => tasks;

    private Wording Say => say;

    private OutcomeButtons Outcomes => outcomes;

    private async Task<IResult> HeldAsync(Guid id, Viewer by, Result<HoldAnswer> held, string textKey, HttpContext context)
    {
        if (held.Rejection is { } refused) return await ShowAsync(id, by, new TaskAttempt(null, Refused: refused), context);

        context.Say(textKey);
        return Pages.SeeOther($"/tasks/{id}");
    }

    public async Task<IResult> ShowAsync(Guid id, Viewer by, TaskAttempt attempt, HttpContext context)
    {
        var read = await tasks.ExecuteAsync(id, by, context.RequestAborted);
        if (read.Value is not { } sight) return Pages.NotFound();
        var @case = await cases.ExecuteAsync(sight.Case.Id, by, context.RequestAborted);
        if (@case.Value is not { } around) return Pages.NotFound();

        var flash = attempt.Refused is null ? Flash.Take(context, texts) : null;
        var model = Model(sight, around, by, attempt) with { Flash = flash };
        if (model.Decision is { } decision)
        {
            var offer = await outcomes.ReadAsync(sight.Task, sight.Case, around.Form.Form, context.RequestAborted);
            model = model with
            {
                Decision = await choices.CompleteAsync(decision with { Outcomes = offer.Buttons }, sight.Task, around, by, attempt, context.RequestAborted),
                Form = model.Form with { Needed = offer.Needed },
            };
        }

        return Pages.Show<TaskView>(model, attempt.Refused is { } refused ? Problems.StatusOf(refused.Kind) : StatusCodes.Status200OK);
    }

    private TaskModel Model(TaskSight sight, CaseSight around, Viewer by, TaskAttempt attempt)
    {
        var (task, @case, office) = (sight.Task, sight.Case, around.Office);
        var subject = office.Organisation.People[@case.SubjectId];
        var reading = sight.FormFor(by, around.Form.Form);
        var mine = task.ClosedAt is null && task.MayBeDecidedBy(by);
        var why = task.Reasons.Where(r => r.PersonId == (task.HeldFor(by) ?? by.PersonId)).Select(r => say.Of(new(r.Zh, r.En))).FirstOrDefault();
        return new TaskModel(
            $"{task.Id}",
            $"{@case.Id}",
            @case.Number ?? "",
            @case.Title,
            around.ProcedureName(say),
            around.StepName(task.StepId, task.StepName),
            @case.SubmittedAt ?? @case.CreatedAt,
            sheets.DueOf(task.ClosedAt is null ? task.DueAt : null, task.DueIsProvisional, office.Calendar),
            mine ? choices.ActingFor(task, by, office) : null,
            mine ? why : null,
            say.Of(around.Form.Form.Title),
            sheets.Applicant(subject, office.Organisation),
            sheets.Content(attempt.Over(reading, task.StepId), subject, around.Attachments, office, around.Rules, attempt.Refused),
            [],
            sheets.Timeline(around.Timeline, around.StepName, office),
            mine ? DecisionOf(task, by, attempt) : null,
            ClosedSentence(task, by, office),
            attempt.Refused is { } refused && !IsVerb(attempt.Asked) && refused.Fields.All(f => f.Field is not "opinion") ? sheets.Summary(refused, around.Form.Form) : [])
        {
            Summary = around.Summary(say),
            PrintHref = CasePrint.Has(@case) ? $"/cases/{@case.Id}/print" : null,
        };
    }

    /// <summary>Its own page says what is wrong.</summary>
    private static bool IsVerb(string? word) => Enum.GetValues<TaskVerb>().Any(verb => verb.Word() == word);

    private DecisionChoices DecisionOf(UserTask task, Viewer by, TaskAttempt attempt) => new(
        $"{task.Id}",
        [],
        [texts["task.quick.1"], texts["task.quick.2"], texts["task.quick.3"]],
        VerbChoices.VerbsOf(task, by),
        [],
        [],
        null,
        attempt.Asked is { } word && (task.Outcomes.Any(o => o.Key == word) || VerbChoices.VerbsOf(task, by).Any(verb => verb.Word() == word)) ? word : null,
        attempt.Opinion,
        attempt.Refused?.Fields.Where(f => f.Field is "opinion").Select(sentences.Of).FirstOrDefault());

    /// <summary>Why the viewer finds nothing to decide here.</summary>
    private string? ClosedSentence(UserTask task, Viewer by, OfficeSnapshot office) => task switch
    {
        { DecidedById: { } decider, ClosedAt: { } at } => texts["task.closed.by", CaseAnswers.Person(decider, office.Organisation).Name, say.Moment(at)].Value,
        { ClosedAt: not null, ClosedBecause: "task.closed.returned" } => texts["task.closed.returned"].Value,
        { ClosedAt: not null } => texts["task.closed"].Value,
        { State: UserTaskState.Waiting } => texts["task.waits"].Value,
        { AssigneeId: { } holder } when holder != by.PersonId && task.HeldFor(by) is null => texts["task.heldBy", CaseAnswers.Person(holder, office.Organisation).Name].Value,
        _ => null,
    };
}
