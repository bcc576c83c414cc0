using StaffFlows.Engine.Execution;
using StaffFlows.Host.Api;
using StaffFlows.Host.Features.Cases;
using StaffFlows.Host.Localisation;
using StaffFlows.Workflows.Calendar;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Persistence;

namespace StaffFlows.Host.Features.Start;

/// <summary>Puts a preview into the words of the API and of the start page.</summary>
internal sealed class PreviewAnswers(CaseAnswers cases, Sentences sentences, MessageTexts texts, OfficeSnapshots office, StepNames steps, Wording say)
{
    public async Task<PreviewAnswer> OfAsync(CasePreview preview, CancellationToken ct)
    {
        var organisation = (await office.ReadAsync(ct)).Organisation;
        var words = await steps.ReadAsync([preview.Application.Procedure.DefinitionVersionId], ct);
        return new(
            preview.Days?.Days,
            preview.Days?.Breakdown ?? [],
            preview.Days?.Provisional ?? false,
            [.. preview.Warnings.Select(w => say.Of(texts.Say(w.TextKey, w.Arguments)))],
            [
                .. preview.Steps.Select(line => new PreviewStepAnswer(
                    words.Of(preview.Application.Procedure.DefinitionVersionId, line.StepId, line.Step),
                    line.StepId,
                    line.State,
                    [.. line.Persons.Select(p => CaseAnswers.Person(p.Id, organisation, p.OnBehalfOfId))],
                    cases.Why(line),
                    line.Due is { } due ? TimeZoneInfo.ConvertTime(due, BusinessClock.Zone) : null,
                    line.IsCertain)),
            ],
            preview.Refused is { } refused ? Refusal(refused) : null);
    }

    private PreviewRefusal Refusal(Rejection refused) => new(
        refused.Code,
        sentences.Of(refused),
        refused.Fields.GroupBy(f => f.Field).ToDictionary(g => g.Key, g => g.Select(sentences.Of).ToArray()));
}
