using Microsoft.EntityFrameworkCore;
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
        var reachable = await scope.Db.People.AsNoTracking().Where(p => personIds.Contains(p.Id))
            .Select(p => new { p.Id, HasMail = p.Email != null && p.Email != "", HasMobile = p.Mobile != null && p.Mobile != "" })
            .ToListAsync(ct);

        scope.Db.Messages.AddRange(personIds.Select(personId => new Message
        {
            Id = Guid.CreateVersion7(),
            PersonId = personId,
            TextKey = effect.TextKey,
            Arguments = [.. effect.Arguments],
            CaseId = effect.CaseId,
            TaskId = effect.TaskId,
            CreatedAt = scope.Now,
        }));
        scope.Db.Outbox.AddRange(reachable.Where(p => p.HasMail).Select(p => ToSend(OutboxChannel.Mail, p.Id, effect, scope)));
        scope.Db.Outbox.AddRange(reachable.Where(p => p.HasMobile).Select(p => ToSend(OutboxChannel.Sms, p.Id, effect, scope)));
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
