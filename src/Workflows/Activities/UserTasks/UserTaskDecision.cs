using System.Text.Json;
using System.Text.Json.Nodes;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Forms;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Workflows.Activities.UserTasks;

/// <summary>What happens when a person decides one row of a step.</summary>
internal static class UserTaskDecision
{
    public static async ValueTask<ActivityResult> TakeAsync(ActivityExecutionContext context, CaseFacts facts, UserTaskStep step, Stimulus stimulus, CancellationToken ct)
    {
        var memory = UserTaskMemory.Of(context);
        if (DecisionJson.TryRead(stimulus.Input) is not { } decision) return context.Refuse(new(RejectionKind.Invalid, "decision-missing"));
        var row = memory.FindOpen(decision.TaskId);
        if (Check(facts, step, row, decision) is { } rejection) return context.Refuse(rejection);
        if (await TakeChangesAsync(context, facts, decision, ct) is { } input)
        {
            if (!input.Errors.IsEmpty) return context.Refuse(new(RejectionKind.Invalid, "form-invalid") { Fields = input.Errors });
            decision = decision with { Data = input.Data };
        }

        if (CheckFields(context, decision) is { } missing) return context.Refuse(missing);

        var onBehalfOf = decision.OnBehalfOfId ?? memory.Substitutes.GetValueOrDefault(decision.ById);
        context.Emit(new UserTaskCompleted(decision.TaskId, decision.Outcome, decision.Opinion, decision.ById, onBehalfOf));
        if (decision.Data is { } data) await KeepDataAsync(context, facts, data, ct);
        if (!row!.IsAdvice) context.Write(CaseVariables.Handlers, context.ReadTexts(CaseVariables.Handlers).SetItem(context.Node.Id, decision.ById));

        var turn = memory.Rows.Count(r => r.State is RowState.Decided) + 1;
        return UserTaskTurn.Take(context, facts, step, memory.With(row with
        {
            State = RowState.Decided,
            Outcome = decision.Outcome,
            DecidedById = decision.ById,
            Turn = turn,
        }));
    }

    private static Rejection? Check(CaseFacts facts, UserTaskStep step, UserTaskRow? row, Decision decision)
    {
        if (row is null) return new(RejectionKind.InvalidState, "task-closed");
        if (decision.ById == facts.Case.ApplicantId && !row.PersonIds.Contains(decision.ById))
            return new(RejectionKind.Forbidden, "own-request");
        if (step.Outcomes.SingleOrDefault(o => o.Key == decision.Outcome) is not { } outcome)
            return Field("outcome", "outcome-unknown", decision.Outcome);
        if (outcome.OpinionRequired && string.IsNullOrWhiteSpace(decision.Opinion)) return Field("opinion", "opinion-required");

        return null;
    }

    /// <summary>Null where the step changes nothing, or the flow keeps no form of its own.</summary>
    private static async ValueTask<FormInput?> TakeChangesAsync(ActivityExecutionContext context, CaseFacts facts, Decision decision, CancellationToken ct)
    {
        if (decision.Changes is not { } changes || context.GetVariable(CaseVariables.Form).ValueKind is not JsonValueKind.Object) return null;

        var form = await context.FactAsync<Form>(FactKinds.Form(facts.Case.FormKey, facts.Case.FormVersion), ct);
        return FormCheck.Check(form, context.Node.Id, changes, context.ReadForm(), decision.OnBehalfOfId ?? decision.ById);
    }

    /// <summary>Input <c>requiredFields</c>, e.g. <c>{"assign": ["standIn"]}</c>: what an outcome means nothing without.</summary>
    private static Rejection? CheckFields(ActivityExecutionContext context, Decision decision)
    {
        var required = context.Get(UserTaskStep.RequiredFieldsByOutcome);
        if (required.ValueKind is not JsonValueKind.Object || !required.TryGetProperty(decision.Outcome, out var fields)) return null;

        var data = decision.Data ?? context.ReadForm();
        var by = decision.OnBehalfOfId ?? decision.ById;
        var missing = fields.EnumerateArray().Select(f => MissingIn(data, f.GetString()!, by)).OfType<string>().Select(field => new FieldRejection(field, "value-missing")).ToList();
        return missing.Count == 0 ? null : new(RejectionKind.Invalid, "value-missing") { Fields = [.. missing] };
    }

    /// <summary>Where a field, or a column of a table (<c>table.column</c>) in any of its rows, is empty; of a column that each person fills in, his own cell.</summary>
    private static string? MissingIn(JsonObject data, string key, string personId)
    {
        if (key.Split('.') is not [var table, var column]) return data[key] is null ? key : null;

        var rows = data[table] as JsonArray ?? [];
        for (var i = 0; i < rows.Count; i++)
        {
            var cell = rows[i]?[column];
            if ((cell is JsonObject own ? own[personId] : cell) is null) return $"{table}[{i}].{column}";
        }

        return rows.Count == 0 ? table : null;
    }

    private static Rejection Field(string field, string code, params string[] arguments) =>
        new(RejectionKind.Invalid, code, [.. arguments]) { Fields = [new(field, code, [.. arguments])] };

    private static async ValueTask KeepDataAsync(ActivityExecutionContext context, CaseFacts facts, JsonObject data, CancellationToken ct)
    {
        context.Write(CaseVariables.Form, data);
        context.Emit(new CaseDataChanged(facts.Case.CaseId, data));
        await context.RetitleAsync(facts, data, ct);
    }
}
