using System.Text.Json;
using StaffFlows.Engine.Execution;

namespace StaffFlows.Workflows.Activities.Cases;

/// <summary>等待子事项: waits for the end of a case that <see cref="StartCase"/> has gone on without. Cancelled, it takes that case along.</summary>
public sealed class AwaitCase : IActivity
{
    private static readonly Input<JsonElement> Awaited = new("awaited", default);

    public string Type => "StaffFlows.AwaitCase";

    public ActivityDescriptor Descriptor { get; } = new(
        "StaffFlows.AwaitCase", "人事流程", new("等待子事项", "Await a case"),
        new("等待已先行继续的子事项全部办结", "Waits for the end of a case that was gone on without"),
        [new(Awaited.Name, typeof(JsonElement), new("等待凭据", "What to wait for"), JsonElement.Parse("null"))],
        [new("result", typeof(object), new("子事项输出", "What the case put out"))], ["Done", StartCase.Cancelled]) { MayWait = true };

    public ValueTask<ActivityResult> ExecuteAsync(ActivityExecutionContext context, CancellationToken ct)
    {
        if (context.Get(Awaited) is not { ValueKind: JsonValueKind.Object } json || json.Deserialize<AwaitedCase>(JsonSerializerOptions.Web) is not { } awaited)
            return new(new ActivityResult.Faulted("await-case-misconfigured", "There is no case to wait for."));

        AwaitedCase.Keep(context, awaited);
        return new(new ActivityResult.Waiting(context.Bookmark(new ChildStimulus($"{awaited.Child}")) with { Id = new(awaited.Place) }));
    }

    public ValueTask<ActivityResult> ResumeAsync(ActivityExecutionContext context, Stimulus stimulus, CancellationToken ct) => new(AwaitedCase.TakeEnd(context, stimulus));

    public void Cancel(ActivityExecutionContext context) => AwaitedCase.CancelWith(context);
}
