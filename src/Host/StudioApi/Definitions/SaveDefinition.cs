using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using StaffFlows.Engine.Definitions;
using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Validation;
using StaffFlows.Host.Localisation;
using StaffFlows.Workflows;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.StudioApi.Definitions;

/// <param name="Findings">Errors first; with errors it was not published.</param>
/// <param name="WasPublished">The same content was published before.</param>
internal sealed record SavedDefinition(WorkflowDefinition? Definition, Rejection? Refused, ImmutableArray<Finding> Findings, bool WasPublished);

/// <summary>
/// Saves what the Studio sends, which it does after every change, and publishes it where asked to. A save that was made from other
/// content than what is there by now is refused: somebody else has saved meanwhile.
/// </summary>
internal sealed partial class SaveDefinition(DefinitionStore definitions, PublishPolicy policy, OfficeSnapshots office, Wording say)
{
    public const int MaxName = 200;

    public async Task<SavedDefinition> ExecuteAsync(JsonObject model, bool publish, Viewer by, CancellationToken ct)
    {
        var id = model["definitionId"]?.ToString() is { Length: > 0 } given ? given : Guid.CreateVersion7().ToString("N")[^16..];
        if (!DefinitionId.IsMatch(id)) return No("definition-id-invalid");

        var latest = await definitions.FindLatestAsync(id, ct);
        WorkflowDefinition definition;
        string? revision;
        try
        {
            (definition, revision) = DefinitionJson.Read(model, latest);
        }
        catch (FormatException unreadable)
        {
            return No("definition-invalid", unreadable.Message);
        }

        if (string.IsNullOrWhiteSpace(definition.Name)) return No("definition-name-missing");
        if (definition.Name.Length > MaxName) return No("text-too-long", $"{MaxName}");

        definition = definition with { Id = latest is null ? definition.Id : "", DefinitionId = id };
        var wasPublished = latest is { IsPublished: true } && DefinitionStore.RevisionOf(latest) == DefinitionStore.RevisionOf(definition);
        var saved = await policy.ImportAsync(definition, publish, by.PersonId, ct, revision);
        var refused = saved.Result.Rejection is { Code: DefinitionStore.ChangedMeanwhile } meanwhile ? await NameAsync(meanwhile, ct) : saved.Result.Rejection;
        return new(saved.Result.Value, refused, saved.Findings, wasPublished);
    }

    /// <summary>The person and the moment in words.</summary>
    private async Task<Rejection> NameAsync(Rejection meanwhile, CancellationToken ct)
    {
        var name = (await office.ReadAsync(ct)).Organisation.FindPerson(meanwhile.Arguments[0])?.Name ?? meanwhile.Arguments[0];
        return meanwhile with { Arguments = [name, say.FullMoment(DateTimeOffset.Parse(meanwhile.Arguments[1], CultureInfo.InvariantCulture))] };
    }

    private static SavedDefinition No(string code, params ImmutableArray<string> arguments) => new(null, new(RejectionKind.Invalid, code, arguments), [], false);

    [GeneratedRegex("^[A-Za-z0-9_.-]{1,64}$", RegexOptions.NonBacktracking)]
    private static partial Regex DefinitionId { get; }
}
