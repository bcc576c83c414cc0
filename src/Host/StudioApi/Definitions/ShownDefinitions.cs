using System.Text.Json.Nodes;
using StaffFlows.Engine.Definitions;
using StaffFlows.Host.Accounts;
using StaffFlows.Host.StudioApi.Descriptors;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.Persistence.Model;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.StudioApi.Definitions;

/// <summary>Whole definitions as the Studio gets them: for him who may change them or only for reading, and with nothing that it can't draw.</summary>
internal sealed class ShownDefinitions(ActivityList activities)
{
    public Task<JsonObject> OfAsync(StoredDefinition row, Viewer by, CancellationToken ct) => OfAsync(DefinitionStore.Read(row), row.ContentHash, by.Has(Policies.ProcessOwner), ct);

    /// <summary>What a process owner has just changed.</summary>
    public Task<JsonObject> OfAsync(WorkflowDefinition definition, CancellationToken ct) => OfAsync(definition, DefinitionStore.RevisionOf(definition), mayEdit: true, ct);

    public async Task<JsonObject> OfAsync(WorkflowDefinition definition, string revision, bool mayEdit, CancellationToken ct)
    {
        var json = DefinitionJson.Write(definition, revision, mayEdit);
        StandIns.Put(json["root"]!.AsObject(), await activities.ReadTypesAsync(ct));
        return json;
    }
}
