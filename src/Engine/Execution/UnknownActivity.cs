namespace StaffFlows.Engine.Execution;

/// <summary>Stands where a definition names a type that nobody provides; harmless until it is run.</summary>
internal sealed class UnknownActivity(string type) : IActivity
{
    public string Type => type;

    public ActivityDescriptor Descriptor { get; } = new(type, "", new(type, type), new(type, type), [], [], ["Done"]);

    public ValueTask<ActivityResult> ExecuteAsync(ActivityExecutionContext context, CancellationToken ct) =>
        new(new ActivityResult.Faulted("unknown-activity-type", $"Activity type '{type}' version '0' could not be found."));
}
