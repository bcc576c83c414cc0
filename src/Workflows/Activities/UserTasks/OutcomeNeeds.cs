using System.Collections.Immutable;
using System.Text.Json;
using StaffFlows.Engine.Definitions;
using StaffFlows.Engine.Execution;

namespace StaffFlows.Workflows.Activities.UserTasks;

/// <summary>What an outcome means nothing without: the input <c>requiredFields</c> of a step, e.g. <c>{"assign": ["standIn"]}</c>.</summary>
public static class OutcomeNeeds
{
    /// <summary>Fields and columns (<c>table.column</c>) with the outcome that needs them; empty where a definition names none or computes them.</summary>
    public static ImmutableArray<(string Outcome, string Field)> Of(ActivityNode node) =>
        ConstantInput.TryRead(node, UserTaskStep.RequiredFieldsByOutcome, out var byOutcome) && byOutcome.ValueKind is JsonValueKind.Object
            ? [.. byOutcome.EnumerateObject().SelectMany(outcome => outcome.Value.EnumerateArray().Select(field => (outcome.Name, field.GetString()!)))]
            : [];
}
