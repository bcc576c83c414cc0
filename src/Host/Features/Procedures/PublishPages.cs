using System.Collections.Immutable;
using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Validation;
using StaffFlows.Host.Api;
using StaffFlows.Host.Components.Models;
using StaffFlows.Host.Localisation;
using StaffFlows.Workflows;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.Procedures;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.Features.Procedures;

/// <summary><c>/admin/procedures/{key}/publish</c>: what changes, what is wrong, whom it meets; and the publication.</summary>
internal sealed class PublishPages(
    ManagedProcedures procedures, ProcedureHeads heads, RunningCases running, Comparisons comparisons, PublishPolicy policy, Sentences sentences, Wording say)
{
    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapGet("/{address}/publish", (string address, Viewer by, PublishPages page, CancellationToken ct) => page.ShowAsync(address, "", null, by, ct));
        pages.MapPost("/{address}/publish", async (string address, Viewer by, PublishProcedure slice, PublishPages page, HttpContext context) =>
        {
            var posted = await context.Request.ReadFormAsync(context.RequestAborted);
            var done = await slice.ExecuteAsync(address, posted["revision"], posted["note"], by, context.RequestAborted);
            if (done.Rejection is { } refused) return await page.ShowAsync(address, posted["note"].ToString(), refused, by, context.RequestAborted);

            context.Say("flash.procedurePublished", $"{done.Value!.Version}");
            return Pages.SeeOther($"{ProcedurePages.Root}/{done.Value.DefinitionId}/versions");
        });
    }

    private async Task<IResult> ShowAsync(string address, string note, Rejection? refused, Viewer by, CancellationToken ct)
    {
        if (refused is { Kind: RejectionKind.NotFound } || await procedures.FindAsync(address, ct) is not { } procedure) return Pages.NotFound();

        var no = refused is null ? null : await heads.NameAsync(refused, "publish-changed-meanwhile", ct);
        var model = new PublishModel(
            await heads.ReadAsync(procedure, "publish", by, ct),
            procedure.Revision,
            procedure is { Published: { } published, HasDraft: true } ? await comparisons.FindAsync(procedure.DefinitionId, published.Version, procedure.Latest.Version, ct) : null,
            procedure.HasDraft ? [.. (await policy.CheckAsync(DefinitionStore.Read(procedure.Latest), ct)).Select(f => new FindingLine(f.Severity is FindingSeverity.Error, say.Of(f.Text)))] : [],
            await RunningAsync(procedure.DefinitionId, ct),
            await heads.NameOfAsync(by.PersonId, ct) ?? by.PersonId,
            note,
            no switch
            {
                null => [],
                { Fields.IsEmpty: true } => [new(sentences.Of(no))],
                _ => [.. no.Fields.Select(f => new SummaryError(sentences.Of(f), f.Field))],
            });
        return Pages.Show<PublishView>(model, no is null ? StatusCodes.Status200OK : Problems.StatusOf(no.Kind));
    }

    /// <summary>Steps by the names that their own version gives them.</summary>
    private async Task<ImmutableArray<RunningLine>> RunningAsync(string definitionId, CancellationToken ct)
    {
        var lines = ImmutableArray.CreateBuilder<RunningLine>();
        foreach (var version in await running.ReadAsync(definitionId, ct))
        {
            var shown = await procedures.FindVersionAsync(definitionId, version.Version, ct);
            lines.Add(new(version.Version, version.Total, [.. version.Steps.Select(step => (NameOf(shown, step.NodeId), step.Count))]));
        }

        return lines.ToImmutable();
    }

    private string NameOf(ProcedureVersion? version, string nodeId) =>
        version?.Steps.FirstOrDefault(step => step.Node.NodeId == nodeId) is { } step ? say.Of(step.Name) : nodeId[(nodeId.LastIndexOf(':') + 1)..];
}
