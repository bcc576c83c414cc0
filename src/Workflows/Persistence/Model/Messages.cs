namespace StaffFlows.Workflows.Persistence.Model;

/// <summary>How a message leaves the house.</summary>
public enum OutboxChannel
{
    Mail,
    Sms,
}

/// <summary>How a message came to its end.</summary>
public enum OutboxEnding
{
    Sent,

    /// <summary>Every attempt failed, or the other side will never take it.</summary>
    GivenUp,

    /// <summary>There was nothing to send, or nobody to send it to.</summary>
    Dropped,
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

    /// <summary>How often sending it was begun.</summary>
    public int Attempts { get; set; }
    public DateTimeOffset? SettledAt { get; set; }
    public OutboxEnding? Ending { get; set; }

    /// <summary>The database's time.</summary>
    public DateTimeOffset? LeasedUntil { get; set; }
    public string? LeaseOwner { get; set; }

    /// <summary>How often it was leased. Whoever acts on it names the lease under which he does, and each is good for one beginning.</summary>
    public int Leases { get; set; }
}

/// <summary>What became of one attempt.</summary>
public enum DeliveryStatus
{
    /// <summary>Begun. One that stays so was cut off, and may or may not have arrived.</summary>
    Sending,
    Sent,

    /// <summary>It is tried again.</summary>
    Failed,

    /// <summary>Trying again is of no use.</summary>
    Refused,
}

/// <summary>One attempt to send an outbox row. No address, no text, no name.</summary>
public sealed class Delivery
{
    public required Guid OutboxId { get; init; }
    public required int Attempt { get; init; }
    public required DateTimeOffset BegunAt { get; init; }
    public DateTimeOffset? EndedAt { get; set; }
    public DeliveryStatus Status { get; set; }

    /// <summary>What the other side calls it.</summary>
    public string? ProviderId { get; set; }

    /// <summary>A stable word for what went wrong, e.g. <c>mail-sign-in-failed</c>.</summary>
    public string? Error { get; set; }
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
