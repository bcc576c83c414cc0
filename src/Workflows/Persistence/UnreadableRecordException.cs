namespace StaffFlows.Workflows.Persistence;

/// <summary>A row is there, but what stands in it is no longer what it should be. Its message names the row and nothing of its content.</summary>
/// <param name="record">Kind and id, e.g. <c>definition leave-v1</c>.</param>
public sealed class UnreadableRecordException(string record, Exception cause) : FormatException($"The {record} can't be read.", cause)
{
    public string Record => record;
}
