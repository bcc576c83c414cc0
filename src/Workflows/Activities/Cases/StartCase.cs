using System.Collections.Immutable;
using System.Text.Json;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Cases;

namespace StaffFlows.Workflows.Activities.Cases;

/// <summary>
/// 发起子事项: a case of another procedure with a number, an access list and a journal of its own, started in this burst's commit and
/// awaited. Its end comes in a burst of its own. One that faults is still awaited, because somebody will mend it; one that waits here
/// and is cancelled takes it along. Where it is told to, it goes on as soon as the other reports that some of what it is about is settled;
/// <see cref="AwaitCase"/> then waits for the rest.
/// </summary>
public sealed class StartCase : IActivity, IPredictable
{
    public const string TypeName = "StaffFlows.StartCase";
    public const string Cancelled = nameof(Cancelled);
    public const string Progress = nameof(Progress);

    private static readonly Input<bool> ReportsProgress = new("reportsProgress", false);

    public string Type => TypeName;

    public ActivityDescriptor Descriptor { get; } = new(
        TypeName, "人事流程", new("发起子事项", "Start a case"),
        new("为另一项流程发起事项并等待其结束，编号、可见范围和流转记录各自独立", "Starts a case of another procedure and waits for its end; number, access and journal are its own"),
        [
            new(ChildCase.Procedure.Name, typeof(string), new("事项种类", "Procedure"), ChildCase.Procedure.Default),
            new(ChildCase.Form.Name, typeof(JsonElement), new("申请单内容", "Form"), JsonElement.Parse("{}")),
            new(ChildCase.ApplicantNo.Name, typeof(string), new("申请人工号", "Applicant's staff number"), ChildCase.ApplicantNo.Default),
            new(ChildCase.SubjectNo.Name, typeof(string), new("当事人工号", "Subject's staff number"), ChildCase.SubjectNo.Default),
            new(ChildCase.Waits.Name, typeof(bool), new("等待完成", "Wait for completion"), ChildCase.Waits.Default),
            new(ReportsProgress.Name, typeof(bool), new("部分办妥即继续", "Go on with what is settled first"), ReportsProgress.Default),
        ],
        [
            new("result", typeof(object), new("子事项输出", "What the case put out")), new("caseId", typeof(string), new("子事项标识", "The case's id")),
            new("awaited", typeof(object), new("等待凭据", "What to wait for")),
        ],
        ["Done", Cancelled, Progress]) { MayWait = true };

    public async ValueTask<ActivityResult> ExecuteAsync(ActivityExecutionContext context, CancellationToken ct)
    {
        var id = new WorkflowInstanceId(context.NewId());
        var bookmark = context.Get(ChildCase.Waits) ? context.Bookmark(new ChildStimulus(id.ToString())) : null;
        if (context.IsPreview) return bookmark is null ? new ActivityResult.Completed("Done") : new ActivityResult.Waiting(bookmark);

        var facts = await CaseFacts.ReadAsync(context, ct);
        var (opened, problem) = await ChildCase.ReadAsync(context, facts, ct);
        if (opened is null) return problem!;
        if (await ((ContainerContext)context).RunChildAsync(opened.Start(context, id, bookmark?.Id), ct) is not ChildRun.Ran { Instance: var child })
            return new ActivityResult.Faulted("case-not-started", $"{context.Get(ChildCase.Procedure)} could not be started.");

        context.SetOutput("caseId", opened.Header.CaseId.ToString());
        context.Record(facts, "entry.child-started", opened.Kind.Name);
        if (bookmark is null) return new ActivityResult.Completed("Done");
        if (child.IsFinished && child.SubStatus is not WorkflowSubStatus.Faulted) return AwaitedCase.End(context, child.SubStatus, child.Output);

        AwaitedCase.Keep(context, new(id.Value, bookmark.Id.Value));
        return context.Get(ReportsProgress)
            ? new ActivityResult.Waiting(bookmark, context.Bookmark(new CaseProgressStimulus(opened.Header.CaseId.ToString("N")), CaseProgressStimulus.Name))
            : new ActivityResult.Waiting(bookmark);
    }

    public ValueTask<ActivityResult> ResumeAsync(ActivityExecutionContext context, Stimulus stimulus, CancellationToken ct) =>
        new(stimulus.Name is CaseProgressStimulus.Name ? GoOn(context, stimulus) : AwaitedCase.TakeEnd(context, stimulus));

    public void Cancel(ActivityExecutionContext context) => AwaitedCase.CancelWith(context);

    /// <summary>The other goes on by itself; whoever waits for the rest is handed what it waits for.</summary>
    private static ActivityResult.Completed GoOn(ActivityExecutionContext context, Stimulus stimulus)
    {
        context.SetOutput("result", stimulus.Input);
        context.SetOutput("awaited", AwaitedCase.Of(context));
        return new(Progress);
    }

    /// <summary>The case comes to a good end, whatever it puts out.</summary>
    public JsonElement? Predict(ActivityExecutionContext context) =>
        new EndedChild(default, WorkflowSubStatus.Finished, ImmutableDictionary<string, JsonElement>.Empty).ToJson();
}
