using System.Text.Json;
using System.Text.Json.Nodes;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Workflows.Activities.UserTasks;

/// <summary>What happens when a person decides one row of a step.</summary>
internal static class UserTaskDecision
{
    public static async ValueTask<ActivityResult> TakeAsync(ActivityExecutionContext context, CaseFacts facts, UserTaskStep step, Stimulus stimulus, CancellationToken ct)
    {
        var memory = UserTaskMemory.Of(context);
        if (DecisionJson.TryRead(stimulus.Input) is not { } decision) return context.Refuse(new(RejectionKind.Invalid, "decision-missing"));
        if ((Check(facts, step, memory, decision) ?? CheckFields(context, decision)) is { } rejection) return context.Refuse(rejection);

        var outcome = step.Outcomes.Single(o => o.Key == decision.Outcome);
        var onBehalfOf = decision.OnBehalfOfId ?? memory.Substitutes.GetValueOrDefault(decision.ById);
        context.Emit(new UserTaskCompleted(decision.TaskId, decision.Outcome, decision.Opinion, decision.ById, onBehalfOf));
        foreach (var sibling in memory.Rows.Where(r => r.TaskId != decision.TaskId))
            context.Emit(new UserTaskCanceled(sibling.TaskId, "task.closed.decided-by-other"));

        if (decision.Data is { } data) await KeepDataAsync(context, facts, data, ct);
        context.Write(CaseVariables.Handlers, context.ReadTexts(CaseVariables.Handlers).SetItem(context.Node.Id, decision.ById));
        KeepApproval(context, outcome, decision);
        return new ActivityResult.Completed(outcome.Key);
    }

    private static Rejection? Check(CaseFacts facts, UserTaskStep step, UserTaskMemory memory, Decision decision)
    {
        if (memory.Rows.SingleOrDefault(r => r.TaskId == decision.TaskId) is not { } row) return new(RejectionKind.InvalidState, "task-closed");
        if (decision.ById == facts.Case.ApplicantId && !row.PersonIds.Contains(decision.ById))
            return new(RejectionKind.Forbidden, "own-request");
        if (step.Outcomes.SingleOrDefault(o => o.Key == decision.Outcome) is not { } outcome)
            return Field("outcome", "outcome-unknown", decision.Outcome);
        if (outcome.OpinionRequired && string.IsNullOrWhiteSpace(decision.Opinion)) return Field("opinion", "opinion-required");

        return null;
    }

    /// <summary>Input <c>requiredFields</c>, e.g. <c>{"assign": ["standIn"]}</c>: what an outcome means nothing without.</summary>
    private static Rejection? CheckFields(ActivityExecutionContext context, Decision decision)
    {
        var required = context.Get(UserTaskStep.RequiredFieldsByOutcome);
        if (required.ValueKind is not JsonValueKind.Object || !required.TryGetProperty(decision.Outcome, out var fields)) return null;

        var data = decision.Data ?? context.ReadForm();
        var missing = fields.EnumerateArray().Select(f => f.GetString()!).FirstOrDefault(f => data[f] is null);
        return missing is null ? null : Field(missing, "value-missing");
    }

    private static Rejection Field(string field, string code, params string[] arguments) =>
        new(RejectionKind.Invalid, code, [.. arguments]) { Fields = [new(field, code, [.. arguments])] };

    /// <summary>No approval outlives a "no": what comes after it is asked of everybody again.</summary>
    private static void KeepApproval(ActivityExecutionContext context, OutcomeChoice outcome, Decision decision)
    {
        var approvals = context.ReadTexts(CaseVariables.Approvals);
        if (outcome.Intent is not OutcomeIntent.Positive) context.Write(CaseVariables.Approvals, approvals.Clear());
        else if (context.Get(UserTaskStep.CountsAsApproval)) context.Write(CaseVariables.Approvals, approvals.SetItem(context.Node.Id, decision.ById));
    }

    private static async ValueTask KeepDataAsync(ActivityExecutionContext context, CaseFacts facts, JsonObject data, CancellationToken ct)
    {
        context.Write(CaseVariables.Form, data);
        context.Emit(new CaseDataChanged(facts.Case.CaseId, data));
        await context.RetitleAsync(facts, data, ct);
    }
}
