namespace StaffFlows.Workflows.Persistence.Model;

/// <summary>How a message leaves the house.</summary>
public enum OutboxChannel
{
    Mail,
    Sms,
}

/// <summary>Something to be sent, committed with what caused it. Settled by the delivery, never by the attempt.</summary>
public sealed class OutboxMessage
{
    public required Guid Id { get; init; }
    public required OutboxChannel Channel { get; init; }
    public required string RecipientId { get; init; }
    public required string TextKey { get; init; }
    public required string[] Arguments { get; init; }
    public Guid? CaseId { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>System time.</summary>
    public required DateTimeOffset NextAttemptAt { get; set; }
    public int Attempts { get; set; }
    public DateTimeOffset? SettledAt { get; set; }
}

/// <summary>An in-app message. 消息</summary>
public sealed class Message
{
    public required Guid Id { get; init; }
    public required string PersonId { get; init; }
    public required string TextKey { get; init; }
    public required string[] Arguments { get; init; }
    public Guid? CaseId { get; init; }
    public Guid? TaskId { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? ReadAt { get; set; }
}
