using System.Text.Json;
using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Expressions;

namespace StaffFlows.Engine.Activities;

/// <summary>Publishes an event; it arrives after the burst, everywhere or in this instance alone.</summary>
public sealed class PublishEvent : IActivity
{
    private static readonly Input<string> EventName = new("eventName", "");
    private static readonly Input<string> CorrelationId = new("correlationId", "");
    private static readonly Input<bool> IsLocalEvent = new("isLocalEvent", false);
    private static readonly Input<JsonElement> Payload = new("payload", JsonElement.Parse("{}"));

    public string Type => "Elsa.PublishEvent";

    public ActivityDescriptor Descriptor { get; } = new(
        "Elsa.PublishEvent", "Primitives", new("发布事件", "Publish Event"), new("发布事件，唤醒等待它的流程", "Publishes an event to whoever waits for it"),
        [
            new(EventName.Name, typeof(string), new("事件名称", "Event name")),
            new(CorrelationId.Name, typeof(string), new("关联标识", "Correlation ID")),
            new(IsLocalEvent.Name, typeof(bool), new("仅本实例", "Local event"), false),
            new(Payload.Name, typeof(JsonElement), new("内容", "Payload"), Payload.Default),
        ],
        [], ["Done"]);

    public ValueTask<ActivityResult> ExecuteAsync(ActivityExecutionContext context, CancellationToken ct)
    {
        if (context.Get(EventName) is not { Length: > 0 } name) return new(new ActivityResult.Faulted("event-without-name", "The event has no name."));

        context.Post(new EngineCommand.Signal(
            context.NewId(), EventStimulus.Name, JsonValues.From(new EventStimulus(name)), context.Get(Payload),
            context.Get(IsLocalEvent) ? context.InstanceId : null,
            context.Get(CorrelationId) is { } id && !string.IsNullOrWhiteSpace(id) ? id : null));

        return new(new ActivityResult.Completed());
    }
}
