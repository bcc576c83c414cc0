using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Persistence.Model;

namespace StaffFlows.Workflows.Persistence.Appliers;

/// <summary>Writes in-app messages, and an outbox row for each way a person can be reached from outside.</summary>
internal sealed class MessageApplier(SystemTime systemTime) : IEffectApplier<MessageSent>
{
    public async Task<Rejection?> ApplyAsync(MessageSent effect, CommitScope scope, CancellationToken ct)
    {
        var personIds = effect.PersonIds.Distinct().ToList();
        foreach (var personId in personIds)
            scope.Rows.Add(new Message
            {
                Id = Guid.CreateVersion7(),
                PersonId = personId,
                TextKey = effect.TextKey,
                Arguments = [.. effect.Arguments],
                CaseId = effect.CaseId,
                TaskId = effect.TaskId,
                CreatedAt = scope.Now,
            });

        foreach (var person in await scope.Rows.FindReachableAsync(personIds, ct))
        {
            if (person.HasMail) scope.Rows.Add(ToSend(OutboxChannel.Mail, person.PersonId, effect, scope));
            if (person.HasMobile) scope.Rows.Add(ToSend(OutboxChannel.Sms, person.PersonId, effect, scope));
        }

        return null;
    }

    private OutboxMessage ToSend(OutboxChannel channel, string personId, MessageSent effect, CommitScope scope) => new()
    {
        Id = Guid.CreateVersion7(),
        Channel = channel,
        RecipientId = personId,
        TextKey = effect.TextKey,
        Arguments = [.. effect.Arguments],
        CaseId = effect.CaseId,
        CreatedAt = scope.Now,
        NextAttemptAt = systemTime.Now,
    };
}
