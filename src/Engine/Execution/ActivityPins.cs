using StaffFlows.Engine.Definitions;
using StaffFlows.Engine.Definitions.Json;

namespace StaffFlows.Engine.Execution;

/// <summary>
/// Ties the activities of a definition that stand for other definitions to certain versions, so that what is published stays what
/// it is while those go on changing.
/// </summary>
public static class ActivityPins
{
    /// <summary>The references that would take whatever is published when they are reached.</summary>
    public static IEnumerable<CompositeReference> FindUnpinned(WorkflowDefinition definition, ActivityCatalog catalog) =>
        CompositeReference.AllIn(definition, catalog).Where(reference => reference.VersionId is null).Distinct();

    /// <summary>Pins every one for which a definition is found; pinned ones stay on their version.</summary>
    public static WorkflowDefinition Pin(WorkflowDefinition definition, ActivityCatalog catalog, Func<CompositeReference, WorkflowDefinition?> find) =>
        PinWhere(definition, catalog, reference => reference.VersionId is null ? find(reference) : null);

    /// <summary>Pins every one for which a definition is found, also those that are pinned to another version.</summary>
    public static WorkflowDefinition Repin(WorkflowDefinition definition, ActivityCatalog catalog, Func<CompositeReference, WorkflowDefinition?> find) =>
        PinWhere(definition, catalog, find);

    private static WorkflowDefinition PinWhere(WorkflowDefinition definition, ActivityCatalog catalog, Func<CompositeReference, WorkflowDefinition?> find) =>
        ActivityTree.Rewrite(definition, (json, node) =>
        {
            if (CompositeReference.Of(node, catalog) is not { } reference || find(reference) is not { } used) return;

            json[CompositeReference.DefinitionIdMember] = used.DefinitionId;
            json[CompositeReference.VersionIdMember] = used.Id;
            json["version"] = used.Version;
            json["latestAvailablePublishedVersion"] = used.Version;
            json["latestAvailablePublishedVersionId"] = used.Id;
        });
}
