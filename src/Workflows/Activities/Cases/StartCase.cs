using System.Collections.Immutable;
using System.Text.Json;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Cases;

namespace StaffFlows.Workflows.Activities.Cases;

/// <summary>
/// 发起子事项: a case of another procedure with a number, an access list and a journal of its own, started in this burst's commit and
/// awaited. Its end comes in a burst of its own. One that faults is still awaited, because somebody will mend it; one that waits here
/// and is cancelled takes it along.
/// </summary>
public sealed class StartCase : IActivity, IPredictable
{
    public const string TypeName = "StaffFlows.StartCase";
    public const string Cancelled = nameof(Cancelled);

    private const string Child = "child";

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
        ],
        [new("result", typeof(object), new("子事项输出", "What the case put out")), new("caseId", typeof(string), new("子事项标识", "The case's id"))],
        ["Done", Cancelled]) { MayWait = true };

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
        if (child.IsFinished && child.SubStatus is not WorkflowSubStatus.Faulted) return End(context, child.SubStatus, child.Output);

        context.Remember(Child, id.Value);
        return new ActivityResult.Waiting(bookmark);
    }

    public ValueTask<ActivityResult> ResumeAsync(ActivityExecutionContext context, Stimulus stimulus, CancellationToken ct)
    {
        var ended = EndedChild.Read(stimulus.Input);
        if (ended.SubStatus is not WorkflowSubStatus.Faulted) return new(End(context, ended.SubStatus, ended.Output));

        ((ContainerContext)context).Keep(stimulus.BookmarkId);
        return new(new ActivityResult.Waiting());
    }

    public void Cancel(ActivityExecutionContext context)
    {
        if (context.Recall<Guid?>(Child) is { } child) context.Post(new EngineCommand.Cancel(context.NewId(), new(child)));
    }

    /// <summary>The case comes to a good end, whatever it puts out.</summary>
    public JsonElement? Predict(ActivityExecutionContext context) =>
        new EndedChild(default, WorkflowSubStatus.Finished, ImmutableDictionary<string, JsonElement>.Empty).ToJson();

    private static ActivityResult.Completed End(ActivityExecutionContext context, WorkflowSubStatus status, ImmutableDictionary<string, JsonElement> output)
    {
        context.SetOutput("result", output);
        return new(status is WorkflowSubStatus.Finished ? "Done" : Cancelled);
    }
}
