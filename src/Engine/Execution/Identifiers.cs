namespace StaffFlows.Engine.Execution;

/// <summary>One running procedure. A version-7 GUID, so that ids sort by the time they were drawn.</summary>
public readonly record struct WorkflowInstanceId(Guid Value)
{
    public override string ToString() => Value.ToString("N");
}

/// <summary>One run of one node within an instance; the third pass of a loop is an execution of its own.</summary>
public readonly record struct ActivityExecutionId(Guid Value)
{
    public override string ToString() => Value.ToString("N");
}

/// <summary>One place where a branch of an instance waits.</summary>
public readonly record struct BookmarkId(Guid Value)
{
    public override string ToString() => Value.ToString("N");
}
