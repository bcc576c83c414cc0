using System.Collections.Immutable;
using System.Text.Json;
using StaffFlows.Engine.Definitions;
using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Expressions;

namespace StaffFlows.Engine.Activities;

/// <summary>
/// Starts an instance of another workflow for every item. Where it waits, its bodies <c>childCompleted</c> and <c>childFaulted</c> run
/// for each one that ends so, and it is over when all have ended and no body is open.
/// </summary>
public sealed class BulkDispatchWorkflows : IContainer, IPreparedActivity
{
    private static readonly Input<JsonElement[]> Items = new("items", []);
    private static readonly Input<string> ItemName = new("defaultItemInputKey", "Item");
    private static readonly Input<bool> Waits = new(ChildInputs.WaitForCompletion.Name, true);

    public string Type => "Elsa.BulkDispatchWorkflows";

    public ActivityDescriptor Descriptor { get; } = new(
        "Elsa.BulkDispatchWorkflows", "Composition", new("批量启动流程", "Bulk Dispatch Workflows"), new("为每一项各启动一个流程", "Starts a workflow for every item"),
        [
            ChildInputs.DefinitionIdDescriptor,
            new(Items.Name, typeof(JsonElement[]), new("各项", "Items")),
            new(ItemName.Name, typeof(string), new("项的输入名", "Item input key"), ItemName.Default),
            ChildInputs.ValuesDescriptor,
            ChildInputs.WaitDescriptor(true),
        ],
        [], ["Completed", "Canceled", "Done"]) { MayWait = true };

    public object Prepare(ActivityNode node, WorkflowDefinition definition) => new Plan(
        ExpressionReader.ReadInput(node.Properties.GetValueOrDefault("correlationIdFunction")),
        node.Children.FirstOrDefault(child => child.Slot == "childCompleted"),
        node.Children.FirstOrDefault(child => child.Slot == "childFaulted"));

    public async ValueTask<ActivityResult> ExecuteAsync(ActivityExecutionContext context, CancellationToken ct)
    {
        var (items, definitionId, container) = (context.Get(Items), context.Get(ChildInputs.DefinitionId), (ContainerContext)context);
        if (items.Length == 0) return new ActivityResult.Completed();

        var bookmark = context.Get(Waits) ? context.Bookmark(new ChildrenStimulus(context.InstanceId.ToString(), items.Length)) : null;
        if (!context.IsPreview)
        {
            if (await container.FindPublishedAsync(definitionId, ct) is not { } graph) return ChildInputs.NotFound(definitionId);

            var ids = items.Select(item => Start(container, graph, item, bookmark)).ToArray();
            if (bookmark is not null) AwaitedChildren.Await(context, ids);
        }

        return bookmark is null ? new ActivityResult.Completed() : new ActivityResult.Waiting(bookmark);
    }

    public ValueTask<ActivityResult> ResumeAsync(ActivityExecutionContext context, Stimulus stimulus, CancellationToken ct)
    {
        var (child, container) = (EndedChild.Read(stimulus.Input), (ContainerContext)context);
        var plan = container.Prepared<Plan>();
        var body = child.SubStatus switch
        {
            WorkflowSubStatus.Faulted => plan.ChildFaulted,
            WorkflowSubStatus.Finished => plan.ChildCompleted,
            _ => null,
        };
        if (AwaitedChildren.End(context, child.InstanceId) > 0) container.Keep(stimulus.BookmarkId);
        if (child.NotStarted is { } code && body is null) return new(ChildEnd.NotStarted(code, child));

        return new(body is null ? Settle(container) : new ActivityResult.Scheduled(new ScheduledChild(body)
        {
            Variables = ImmutableDictionary<string, JsonElement>.Empty.Add("ChildInstanceId", JsonValues.From(child.InstanceId.ToString())),
            Tag = child.InstanceId.ToString(),
        }));
    }

    public ValueTask<ActivityResult> ChildCompletedAsync(ContainerContext context, ChildCompletion child, CancellationToken ct) => new(Settle(context));

    public void Cancel(ActivityExecutionContext context) => AwaitedChildren.Cancel(context);

    private static ActivityResult Settle(ContainerContext context) =>
        AwaitedChildren.Count(context) == 0 && context.OpenChildren.Count == 0
            ? new ActivityResult.Completed("Completed", "Done")
            : new ActivityResult.Scheduled();

    private static WorkflowInstanceId Start(ContainerContext context, WorkflowGraph graph, JsonElement item, Bookmark? bookmark)
    {
        var id = new WorkflowInstanceId(context.NewId());
        var named = ImmutableDictionary<string, JsonElement>.Empty.Add(context.Get(ItemName), item);
        var values = item.ValueKind is JsonValueKind.Object ? item.EnumerateObject().Select(member => KeyValuePair.Create(member.Name, member.Value)) : named;
        var correlationId = context.Prepared<Plan>().CorrelationId is { } expression ? JsonValues.AsText(context.Evaluate(expression, named)) : null;
        context.Post(new EngineCommand.Start(
            context.NewId(), id, graph.Definition.DefinitionId, graph.Definition.Id, ChildInputs.Read(context).SetItems(values), correlationId,
            bookmark is null ? null : new(context.InstanceId, bookmark.Id)));

        return id;
    }

    private sealed record Plan(Expression? CorrelationId, ActivityNode? ChildCompleted, ActivityNode? ChildFaulted);
}
