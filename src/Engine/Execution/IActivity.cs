namespace StaffFlows.Engine.Execution;

/// <summary>
/// A stateless step. Everything it remembers lives in the <see cref="ActivityExecutionContext"/>. It may be run again for
/// the same turn after a conflict or in a preview, so it touches nothing but its context.
/// </summary>
public interface IActivity
{
    /// <summary>The type name in definitions, e.g. <c>Elsa.Delay</c>.</summary>
    string Type { get; }

    /// <summary>The inputs, outputs and ports as designers and the compiler see them.</summary>
    ActivityDescriptor Descriptor { get; }

    ValueTask<ActivityResult> ExecuteAsync(ActivityExecutionContext context, CancellationToken ct);

    /// <summary>Called when one of the activity's bookmarks is met; the default completes with <c>Done</c>.</summary>
    ValueTask<ActivityResult> ResumeAsync(ActivityExecutionContext context, Stimulus stimulus, CancellationToken ct) =>
        new(new ActivityResult.Completed());

    /// <summary>Called when a waiting execution is cancelled (its instance ends, a race is lost); emit what must be undone.</summary>
    void Cancel(ActivityExecutionContext context) { }
}

/// <summary>An activity that can say what it would most likely be told, so that a preview may walk past it.</summary>
public interface IPredictable
{
    /// <summary>The input of the stimulus a preview should send, or null where nobody can know.</summary>
    System.Text.Json.JsonElement? Predict(ActivityExecutionContext context);
}
