using System.Collections.Immutable;
using StaffFlows.Host.Features.Cases;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.Features.Inbox;

/// <param name="Words">Step names in the reader's language.</param>
internal sealed record InboxSight(InboxPage Page, StepWords Words)
{
    public string? StepOf(Workflows.UserTasks.InboxItem item) =>
        item is { Step: { } name, StepId: { } id } ? Words.Of(item.DefinitionVersionId, id, name) : item.Step;
}

/// <summary>One page of one list.</summary>
internal sealed class GetInbox(InboxReader inbox, StepNames steps)
{
    public async Task<InboxSight> ExecuteAsync(InboxQuery query, Viewer by, CancellationToken ct)
    {
        var page = await inbox.ReadAsync(query, by, ct);
        return new(page, await steps.ReadAsync(page.Items.Select(i => i.DefinitionVersionId), ct));
    }
}
