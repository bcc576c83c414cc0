using System.Collections.Immutable;
using StaffFlows.Workflows.Persistence.Model;

namespace StaffFlows.Workflows.Deliveries;

/// <summary>A message as it leaves the house, in the recipient's language. It names no case detail.</summary>
/// <param name="Id">The same for every attempt; other sides that know how to do it tell a repeat by it.</param>
/// <param name="Address">A mail address or a mobile number; never for a log.</param>
/// <param name="Subject">Of mail; the same for all messages.</param>
/// <param name="Arguments">What the text was filled with, for templates that the other side keeps.</param>
public sealed record OutgoingMessage(
    Guid Id, int Attempt, OutboxChannel Channel, string Address, string Subject, string Text,
    string TextKey, ImmutableArray<string> Arguments, Guid? CaseId, DateTimeOffset OccurredAt);

/// <summary>What the other side said. Closed.</summary>
public abstract record SendResult
{
    private SendResult()
    {
    }

    /// <summary>It has taken the message over.</summary>
    /// <param name="ProviderId">What it calls the message.</param>
    public sealed record Sent(string? ProviderId) : SendResult;

    /// <summary>Not now.</summary>
    /// <param name="Code">A stable word, e.g. <c>mail-unreachable</c>; nothing of the message.</param>
    public sealed record Failed(string Code) : SendResult;

    /// <summary>This message never.</summary>
    /// <param name="Code">A stable word, e.g. <c>mail-recipient-refused</c>.</param>
    public sealed record Refused(string Code) : SendResult;
}

/// <summary>One way out of the house. It gives up by itself when the token says so; what it throws counts as a failure.</summary>
public interface ISender
{
    OutboxChannel Channel { get; }

    Task<SendResult> SendAsync(OutgoingMessage message, CancellationToken ct);
}
