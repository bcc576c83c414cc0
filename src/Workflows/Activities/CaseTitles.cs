using System.Collections.Immutable;
using System.Text.Json.Nodes;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Forms;

namespace StaffFlows.Workflows.Activities;

/// <summary>Keeps the title of a case true while its form changes; the pattern is that of the version that the case was started with.</summary>
internal static class CaseTitles
{
    /// <param name="found">Words that only a step knows; null for those of before.</param>
    /// <param name="usual">The pattern of cases that were started before titles had one; null leaves their titles alone.</param>
    public static async ValueTask RetitleAsync(
        this ActivityExecutionContext context, CaseFacts facts, JsonObject data, CancellationToken ct, ImmutableDictionary<string, string>? found = null, string? usual = null)
    {
        var header = facts.Case with { TitlePattern = facts.Case.TitlePattern ?? usual };
        if (header.TitlePattern is null) return;

        var form = await context.FactAsync<Form>(FactKinds.Form(header.FormKey, header.FormVersion), ct);
        var title = CaseWords.Title(header, form, data, facts.Organisation, found ?? context.ReadTexts(CaseVariables.TitleWords));
        if (found is not null) context.Write(CaseVariables.TitleWords, found);
        if (title == context.ReadText(CaseVariables.Title)) return;

        context.Write(CaseVariables.Title, title);
        context.Emit(new CaseTitled(header.CaseId, title));
    }
}
