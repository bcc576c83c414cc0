using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Calendar;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.Persistence.Model;

namespace StaffFlows.Workflows.Deliveries;

/// <summary>What became of an attempt, for meters and logs.</summary>
public sealed record DeliveryReport(Guid Id, OutboxChannel Channel, DeliveryOutcome Outcome);

/// <summary>
/// Sends one outbox row: reads whom it is for and in which language, logs that it begins, sends, and settles row and log in one
/// transaction. A process that dies between sending and settling leaves that one message to be sent again; nothing else repeats.
/// </summary>
public sealed class Deliverer(
    OutboxStore outbox, IDbContextFactory<StaffFlowsDbContext> contexts, MessageTexts texts, IEnumerable<ISender> senders, DeliveryRules rules, BusinessClock clock)
{
    /// <summary>How long a row is kept from others, first on its way here and then while it is sent. With the relay's sleep what a killed node held is late by at most.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(20);

    /// <summary>Shorter than the lease, or two nodes could be sending at once.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly ImmutableDictionary<OutboxChannel, ISender> bySender = senders.ToImmutableDictionary(s => s.Channel);

    /// <summary>Ways out that this host has; what is for others waits.</summary>
    public IReadOnlyCollection<OutboxChannel> Channels { get; } = [.. senders.Select(s => s.Channel)];

    /// <summary>Leases expire by themselves, so that nothing is lost with a delivery that is never made. A second one for the same lease does nothing.</summary>
    /// <returns>Null where nothing was tried: it is somebody else's, settled, or must wait for the morning.</returns>
    public async Task<DeliveryReport?> DeliverAsync(LeasedMessage leased, CancellationToken ct)
    {
        if (await outbox.FindAsync(leased, ct) is not { } row || !bySender.TryGetValue(row.Channel, out var sender)) return null;
        if (EndOfQuiet(row) is { } morning)
        {
            await outbox.HandBackAsync(leased, morning, ct);
            return null;
        }

        var recipient = await FindRecipientAsync(row, ct);
        if (await outbox.BeginAsync(leased, Lease, ct) is not { } begun) return null;

        var outcome = clock.GetUtcNow() - begun.CreatedAt > DeliveryRules.WorthTelling ? Dropped("too-old")
            : recipient is null ? Dropped("no-address")
            : Compose(begun, recipient) is not { } message ? Dropped("no-text")
            : Judge(await SendAsync(sender, message), begun.Attempts);
        await outbox.SettleAsync(begun, outcome, CancellationToken.None);
        return new(begun.Id, begun.Channel, outcome);
    }

    private static DeliveryOutcome Dropped(string why) => new(DeliveryStatus.Refused, null, why, OutboxEnding.Dropped, null);

    /// <summary>What has begun is finished even if the host is being stopped.</summary>
    private static async Task<SendResult> SendAsync(ISender sender, OutgoingMessage message)
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            return await sender.SendAsync(message, patience.Token);
        }
        catch (OperationCanceledException)
        {
            return new SendResult.Failed("send-timed-out");
        }
        catch (Exception broken)
        {
            return new SendResult.Failed($"send-broke-{broken.GetType().Name}");
        }
    }

    private DeliveryOutcome Judge(SendResult result, int attempts) => result switch
    {
        SendResult.Sent sent => new(DeliveryStatus.Sent, sent.ProviderId, null, OutboxEnding.Sent, null),
        SendResult.Failed failed when DeliveryRules.NextAttempt(attempts, clock.DatabaseNow) is { } next => new(DeliveryStatus.Failed, null, failed.Code, null, next),
        SendResult.Failed failed => new(DeliveryStatus.Failed, null, failed.Code, OutboxEnding.GivenUp, null),
        SendResult.Refused refused => new(DeliveryStatus.Refused, null, refused.Code, OutboxEnding.GivenUp, null),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private DateTimeOffset? EndOfQuiet(OutboxMessage row) =>
        row.Channel is OutboxChannel.Sms && texts.Find(row.TextKey) is not { IsUrgent: true } ? rules.EndOfQuiet(clock.DatabaseNow) : null;

    private async Task<Recipient?> FindRecipientAsync(OutboxMessage row, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var found = await db.People.Where(p => p.Id == row.RecipientId)
            .Select(p => new { p.Email, p.Mobile, Language = db.Accounts.Where(a => a.PersonId == p.Id).Select(a => a.Language).FirstOrDefault() })
            .SingleOrDefaultAsync(ct);
        return (row.Channel is OutboxChannel.Mail ? found?.Email : found?.Mobile) is { Length: > 0 } address ? new(address, found!.Language) : null;
    }

    private OutgoingMessage? Compose(OutboxMessage row, Recipient recipient)
    {
        if (texts.SayOutside(row.TextKey, row.Arguments) is not { } said) return null;

        var text = recipient.Read(said);
        if (row.Channel is OutboxChannel.Mail && rules.SignIn is { } address) text += $"\n\n{recipient.Read(texts.Say("mail.sign-in", [$"{address}"]))}";
        return new(
            row.Id, row.Attempts, row.Channel, recipient.Address, recipient.Read(texts.Say("mail.subject", [])), text,
            row.TextKey, [.. texts.ArgumentsOutside(row.TextKey, row.Arguments)], row.CaseId, row.CreatedAt);
    }

    private sealed record Recipient(string Address, string? Language)
    {
        public string Read(LocalizedText text) => Language is "en" && text.En.Length > 0 ? text.En : text.Zh;
    }
}
