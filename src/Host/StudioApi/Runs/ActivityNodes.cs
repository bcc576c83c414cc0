using StaffFlows.Engine.Definitions;
using StaffFlows.Engine.Definitions.Json;

namespace StaffFlows.Host.StudioApi.Runs;

/// <summary>The activities of a definition, those inside others among them.</summary>
internal static class ActivityNodes
{
    public static IEnumerable<ActivityNode> Of(WorkflowDefinition definition) => Of(ActivityTree.Read(definition));

    private static IEnumerable<ActivityNode> Of(ActivityNode node) => node.Children.SelectMany(Of).Prepend(node);
}
