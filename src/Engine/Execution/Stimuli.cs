namespace StaffFlows.Engine.Execution;

// What Elsa's activities wait for. Names and members are those of Elsa, because the hash is made of them.

/// <summary>Waits for an event of that name.</summary>
public sealed record EventStimulus(string EventName)
{
    public const string Name = "Elsa.Event";
}

/// <summary>Waits for a task to be done.</summary>
/// <param name="TaskId">By which whoever does the task reports back.</param>
public sealed record RunTaskStimulus(string TaskId, [property: NotHashed] string TaskName)
{
    public const string Name = "Elsa.RunTask";
}

/// <summary>Waits for the end of an instance.</summary>
public sealed record ChildStimulus(string ChildInstanceId);

/// <summary>Waits for the ends of several instances, one after the other.</summary>
/// <param name="ParentInstanceId">The one that waits.</param>
public sealed record ChildrenStimulus(string ParentInstanceId, [property: NotHashed] long ScheduledInstanceIdsCount);

/// <summary>Of a trigger: starts at every multiple of the interval after it was published.</summary>
public sealed record TimerStimulus(TimeSpan Interval);

/// <summary>Of a trigger: starts at every moment that the expression names.</summary>
public sealed record CronStimulus(string CronExpression);

/// <summary>Of a trigger: starts once.</summary>
public sealed record StartAtStimulus(DateTimeOffset ExecuteAt);
