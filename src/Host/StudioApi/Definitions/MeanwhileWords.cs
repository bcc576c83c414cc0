using System.Globalization;
using StaffFlows.Engine.Execution;
using StaffFlows.Host.Api;
using StaffFlows.Host.Localisation;
using StaffFlows.Workflows.Persistence;

namespace StaffFlows.Host.StudioApi.Definitions;

/// <summary>Who had saved meanwhile and when, in words; the store knows a person by his id.</summary>
internal sealed class MeanwhileWords(OfficeSnapshots office, Sentences sentences, Wording say)
{
    /// <param name="refused">A refusal of any kind; others than <see cref="DefinitionStore.ChangedMeanwhile"/> come back as they are.</param>
    public async Task<Rejection?> PutAsync(Rejection? refused, CancellationToken ct)
    {
        if (refused is not { Code: DefinitionStore.ChangedMeanwhile, Arguments: [var person, var at, ..] }) return refused;

        var name = person.Length == 0 ? sentences.Of("audit-by-procedure", []) : (await office.ReadAsync(ct)).Organisation.FindPerson(person)?.Name ?? person;
        return refused with { Arguments = [name, say.FullMoment(DateTimeOffset.Parse(at, CultureInfo.InvariantCulture))] };
    }
}
