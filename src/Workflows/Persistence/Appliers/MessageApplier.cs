using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Persistence.Model;
using StaffFlows.Workflows.Persistence.Rows;

namespace StaffFlows.Workflows.Persistence.Appliers;

/// <summary>Writes in-app messages, and an outbox row for each way a person can be reached from outside.</summary>
internal sealed class MessageApplier(SystemTime systemTime) : IEffectApplier<MessageSent>
{
    public async Task<Rejection?> ApplyAsync(MessageSent effect, CommitScope scope, CancellationToken ct)
    {
        await WriteAsync(scope.Rows, effect, scope.Now, systemTime.Now, ct);
        return null;
    }

    /// <param name="now">Business time.</param>
    /// <param name="firstAttemptAt">System time.</param>
    public static async Task WriteAsync(IRows rows, MessageSent effect, DateTimeOffset now, DateTimeOffset firstAttemptAt, CancellationToken ct)
    {
        var personIds = effect.PersonIds.Distinct().ToList();
        foreach (var personId in personIds)
            rows.Add(new Message
            {
                Id = Guid.CreateVersion7(),
                PersonId = personId,
                TextKey = effect.TextKey,
                Arguments = [.. effect.Arguments],
                CaseId = effect.CaseId,
                TaskId = effect.TaskId,
                CreatedAt = now,
            });

        foreach (var person in await rows.FindReachableAsync(personIds, ct))
        {
            if (person.HasMail) rows.Add(ToSend(OutboxChannel.Mail, person.PersonId, effect, now, firstAttemptAt));
            if (person.HasMobile) rows.Add(ToSend(OutboxChannel.Sms, person.PersonId, effect, now, firstAttemptAt));
        }
    }

    private static OutboxMessage ToSend(OutboxChannel channel, string personId, MessageSent effect, DateTimeOffset now, DateTimeOffset firstAttemptAt) => new()
    {
        Id = Guid.CreateVersion7(),
        Channel = channel,
        RecipientId = personId,
        TextKey = effect.TextKey,
        Arguments = [.. effect.Arguments],
        CaseId = effect.CaseId,
        CreatedAt = now,
        NextAttemptAt = firstAttemptAt,
    };
}
