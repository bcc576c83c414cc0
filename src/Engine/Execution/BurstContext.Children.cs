using System.Collections.Immutable;
using System.Text.Json;
using StaffFlows.Engine.Definitions;
using StaffFlows.Engine.Expressions;

namespace StaffFlows.Engine.Execution;

/// <summary>What concerns triggers and other instances.</summary>
internal sealed partial class BurstContext
{
    public override bool IsTriggered => execution.IsTriggered;

    public override JsonElement TriggerInput => state.Input.GetValueOrDefault(Trigger.InputName, JsonValues.Null);

    public override ActivityNode? TriggeredChild =>
        state.PendingTrigger is { } trigger ? Node.Children.FirstOrDefault(child => (trigger + ":").StartsWith(child.NodeId + ":", StringComparison.Ordinal)) : null;

    public override JsonElement Evaluate(Expression expression, ImmutableDictionary<string, JsonElement> variables) =>
        expression.Evaluate(new BurstScope(request, state, new OpenExecution(execution.Id, execution.Node, execution, request.Now, null) { Variables = variables }));

    public override void Keep(BookmarkId met)
    {
        if (!state.Bookmarks.Exists(bookmark => bookmark.Id == met)) state.Bookmarks.Add(request.Instance.Bookmarks.Single(bookmark => bookmark.Id == met));
    }

    public override ValueTask<WorkflowGraph?> FindPublishedAsync(string definitionId, CancellationToken ct) => burst.FindPublishedAsync(definitionId, ct);

    public override ValueTask<ChildRun> RunChildAsync(ChildStart start, CancellationToken ct) => burst.RunChildAsync(start, ct);
}
