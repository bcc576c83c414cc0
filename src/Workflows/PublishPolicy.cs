using System.Collections.Immutable;
using System.Text.Json.Nodes;
using StaffFlows.Engine.Definitions;
using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Runtime;
using StaffFlows.Engine.Validation;
using StaffFlows.Workflows.Activities.Validation;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Persistence;

namespace StaffFlows.Workflows;

/// <summary>
/// What this host publishes: definitions without errors, with every definition that they use as an activity pinned to its version. The
/// engine would run more, and drafts are taken in as they are. Everything that publishes goes through here: the steps are the office's to
/// change, also where they follow a standard (SEL-14).
/// </summary>
public sealed class PublishPolicy(ActivityCatalog catalog, OfficeSnapshots office, DefinitionStore definitions)
{
    /// <summary>The rejection's code where a definition has errors; they are among the findings.</summary>
    public const string HasErrors = "definition-has-errors";

    /// <summary>Errors and warnings, against the organisation and the forms as they are now.</summary>
    public async Task<ImmutableArray<Finding>> CheckAsync(WorkflowDefinition definition, CancellationToken ct)
    {
        var present = await office.ReadAsync(ct);

        return
        [
            .. await FindRivalAsync(definition, ct),
            .. new DefinitionValidator(catalog, [.. DefinitionValidator.EngineRules, .. OfficeRules.For(present.Organisation, present.Forms)])
                .Validate(definition, await LoadUsedAsync(definition, ct)),
        ];
    }

    /// <summary>Takes a definition in, see <see cref="DefinitionStore.ImportAsync"/>; with errors it is not published, and nothing is stored where that was asked for.</summary>
    public async Task<PublishAnswer> ImportAsync(WorkflowDefinition definition, bool publish, string? actorId, CancellationToken ct, string? madeFrom = null)
    {
        var wanted = publish ? await PinAsync(definition, ct) : definition;
        var findings = await CheckAsync(wanted, ct);
        if (publish && Refuse(wanted, findings) is { } rejection) return new(rejection, findings);

        return new(await definitions.ImportAsync(wanted, publish, actorId, ct, madeFrom), findings);
    }

    /// <summary>The latest version becomes the published one unless it has errors. What was checked is what is published: a save in between refuses it.</summary>
    /// <param name="publication">See <see cref="DefinitionStore.PublishAsync"/>.</param>
    public async Task<PublishAnswer> PublishAsync(string definitionId, string? actorId, CancellationToken ct, Publication? publication = null)
    {
        if (await definitions.FindLatestAsync(definitionId, ct) is not { } latest)
            return new(new Rejection(RejectionKind.NotFound, "definition-unknown", definitionId), []);

        var wanted = await PinAsync(latest, ct);
        var findings = await CheckAsync(wanted, ct);
        if (Refuse(wanted, findings) is { } rejection) return new(rejection, findings);

        var seen = new Publication(publication?.SeenRevision ?? DefinitionStore.RevisionOf(latest), publication?.Note);
        return new(
            ReferenceEquals(wanted, latest)
                ? await definitions.PublishAsync(definitionId, actorId, ct, seen)
                : await definitions.ImportAsync(wanted, publish: true, actorId, ct, seen.SeenRevision, seen.Note),
            findings);
    }

    /// <summary>The same definition where nothing is to be pinned, or it is not readable at all, which is a finding.</summary>
    private async ValueTask<WorkflowDefinition> PinAsync(WorkflowDefinition definition, CancellationToken ct)
    {
        try
        {
            return await CompositeLoader.PinAsync(definition, catalog, definitions, ct);
        }
        catch (FormatException)
        {
            return definition;
        }
    }

    /// <summary>Another published procedure with the same key: nobody could say which of them a person starts.</summary>
    private async Task<IEnumerable<Finding>> FindRivalAsync(WorkflowDefinition definition, CancellationToken ct)
    {
        if (KeyOf(definition) is not { } key) return [];
        if ((await definitions.ReadPublishedAsync(ct)).FirstOrDefault(other => other.DefinitionId != definition.DefinitionId && KeyOf(other) == key) is not { } rival) return [];

        return [new("procedure-key-taken", FindingSeverity.Error, null, new($"事项标识“{key}”已由流程“{rival.Name}”使用。", $"The key “{key}” is that of “{rival.Name}” already."))];
    }

    private static string? KeyOf(WorkflowDefinition definition) => (definition.CustomProperties[ProcedureSettings.Property] as JsonObject)?["key"]?.ToString();

    private async ValueTask<CompositeLibrary> LoadUsedAsync(WorkflowDefinition definition, CancellationToken ct)
    {
        try
        {
            return await CompositeLoader.LoadAsync(definition, catalog, definitions, ct);
        }
        catch (FormatException)
        {
            // Not readable at all, which is a finding of its own.
            return CompositeLibrary.Empty;
        }
    }

    /// <summary>Arguments: name, number of errors, each error's code with its activity; the sentences are in the findings. Null where nothing is in the way.</summary>
    private static Rejection? Refuse(WorkflowDefinition definition, ImmutableArray<Finding> findings)
    {
        var errors = findings.Where(finding => finding.Severity is FindingSeverity.Error).ToList();
        if (errors.Count == 0) return null;

        return new(
            RejectionKind.Invalid, HasErrors, definition.Name ?? definition.DefinitionId, $"{errors.Count}",
            string.Join(", ", errors.Select(error => error.NodeId is { } node ? $"{error.Code} {node}" : error.Code)));
    }
}

/// <summary>The definition or why not, and all that was found either way.</summary>
public sealed record PublishAnswer(Result<WorkflowDefinition> Result, ImmutableArray<Finding> Findings);
