using StaffFlows.Engine.Execution;

namespace StaffFlows.Engine.Activities;

/// <summary>The instances that an activity waits for, kept in its memory so that they go where it goes.</summary>
internal static class AwaitedChildren
{
    private const string Key = "children";

    public static void Await(ActivityExecutionContext context, IEnumerable<WorkflowInstanceId> ids) =>
        context.Remember(Key, ids.Select(id => id.Value).ToArray());

    /// <returns>How many are still awaited.</returns>
    public static int End(ActivityExecutionContext context, WorkflowInstanceId id)
    {
        var left = Read(context).Where(child => child != id.Value).ToArray();
        context.Remember(Key, left);

        return left.Length;
    }

    public static int Count(ActivityExecutionContext context) => Read(context).Length;

    /// <summary>Ends all that are still awaited.</summary>
    public static void Cancel(ActivityExecutionContext context)
    {
        foreach (var child in Read(context)) context.Post(new EngineCommand.Cancel(context.NewId(), new(child)));
    }

    private static Guid[] Read(ActivityExecutionContext context) => context.Recall<Guid[]>(Key) ?? [];
}
