namespace StaffFlows.Engine.Execution;

/// <summary>Stands where a definition can't be used as an activity; harmless until it is run.</summary>
internal sealed class BrokenComposite(string type, string code, string message) : IActivity
{
    public string Type => type;

    public ActivityDescriptor Descriptor { get; } = new(type, "", new(type, type), new(type, type), [], [], ["Done"]);

    public ValueTask<ActivityResult> ExecuteAsync(ActivityExecutionContext context, CancellationToken ct) => new(new ActivityResult.Faulted(code, message));
}
