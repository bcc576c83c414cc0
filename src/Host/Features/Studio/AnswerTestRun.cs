using System.Text.Json;
using System.Text.Json.Nodes;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows;
using StaffFlows.Workflows.Activities.UserTasks;
using StaffFlows.Workflows.Sandboxes;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.Features.Studio;

/// <param name="Outcome">Of a decision.</param>
/// <param name="Value">JSON: the result of an outside task or the payload of an event.</param>
/// <param name="Form">JSON: the form as the decision leaves it; empty where it changes nothing.</param>
internal sealed record TestAnswer(string? Instance, string? Bookmark, string? Outcome, string? Opinion, string? Value, string? Form);

/// <summary>Answers what waits in a test run, as the person or system would for whom it waits. Only whoever started the run may.</summary>
internal sealed class AnswerTestRun(TestRuns runs)
{
    public async Task<Result<Sandbox>> ExecuteAsync(TestRun run, TestAnswer answer, CancellationToken ct)
    {
        if (!Guid.TryParse(answer.Instance, out var instance) || !Guid.TryParse(answer.Bookmark, out var bookmark)) return new Rejection(RejectionKind.InvalidState, "bookmark-gone");

        if (run.Sandbox.Asked.FirstOrDefault(task => task.BookmarkId.Value == bookmark) is { } asked)
        {
            if (!TryRead(answer.Form, out var form) || form is not (null or JsonObject)) return new Rejection(RejectionKind.Invalid, "not-json");
            var decision = new Decision(asked.TaskId, answer.Outcome ?? "", answer.Opinion, asked.PersonIds[0], null, form as JsonObject);
            return await runs.AnswerAsync(run, new(instance), new(bookmark), DecisionJson.Write(decision), ct);
        }

        return TryRead(answer.Value, out var value)
            ? await runs.AnswerAsync(run, new(instance), new(bookmark), JsonSerializer.SerializeToElement(value), ct)
            : new Rejection(RejectionKind.Invalid, "not-json");
    }

    private static bool TryRead(string? text, out JsonNode? json)
    {
        json = null;
        try
        {
            if (!string.IsNullOrWhiteSpace(text)) json = JsonNode.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
