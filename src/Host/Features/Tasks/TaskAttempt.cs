using System.Collections.Immutable;
using System.Text.Json.Nodes;
using StaffFlows.Engine.Execution;
using StaffFlows.Host.Features.Cases;
using StaffFlows.Workflows.Forms;

namespace StaffFlows.Host.Features.Tasks;

/// <summary>What the person has asked for or tried, so that a refusal loses nothing that he wrote.</summary>
/// <param name="Asked">The outcome whose confirmation is shown, or the verb whose page.</param>
internal sealed record TaskAttempt(string? Asked, string? Opinion = null, JsonObject? Typed = null, Rejection? Refused = null)
{
    /// <summary>Persons, or the step, chosen on a verb's page.</summary>
    public ImmutableArray<string> Chosen { get; init; } = [];

    /// <summary>The form with what was typed on top.</summary>
    public FormReading Over(FormReading reading, string stepId) =>
        Typed is { Count: > 0 } ? reading with { Values = TableRows.Over(reading.Form, stepId, reading.Values, Typed) } : reading;
}
