using System.Collections.Immutable;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Calendar;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Profiles;
using StaffFlows.Workflows.Publicity;

namespace StaffFlows.Workflows.Activities.Publicity;

/// <summary>What the steps of a publicity have in common: its rules, its words, whom it concerns.</summary>
internal static class PublicityCase
{
    public const string OfficerRole = "PublicityOfficer";

    public static async ValueTask<PublicityRules> RulesAsync(ActivityExecutionContext context, CaseFacts facts, CancellationToken ct) =>
        PublicityRules.From(await context.FactAsync<Profile>(FactKinds.Profile(facts.Case.ProfileKey, facts.Case.ProfileVersion), ct));

    public static LocalizedText WordsOf(Venue venue) => venue is Venue.Department ? new("派驻部门", "the department") : new("政务服务中心", "the centre");

    public static string DayText(DateOnly day) => IsoDay.Text(day);

    /// <summary>The officers who see to it, and whoever asked for it.</summary>
    public static void TellOffice(this ActivityExecutionContext context, CaseFacts facts, string textKey, params ImmutableArray<string> arguments) => context.Tell(
        facts, facts.Organisation.PeopleWithRole(OfficerRole).Where(p => p.IsActive).Select(p => p.Id).Append(facts.Case.ApplicantId), textKey,
        [context.ReadText(CaseVariables.Title), .. arguments]);

    /// <summary>The persons on the list and who leads their units. They hear of the notice, not of the case, which is the office's.</summary>
    public static void TellConcerned(this ActivityExecutionContext context, CaseFacts facts, string textKey, params ImmutableArray<string> arguments)
    {
        var listed = context.ReadList(PublicityVariables.PersonIds).Select(facts.Organisation.FindPerson).OfType<Personnel.Person>().ToList();
        var leaders = listed.Select(p => facts.Organisation.LeaderOf(facts.Organisation.HomeUnitOf(p))?.Id).OfType<string>();
        var persons = listed.Select(p => p.Id).Concat(leaders).Distinct().Order(StringComparer.Ordinal).ToImmutableArray();
        if (!persons.IsEmpty) context.Emit(new MessageSent(persons, textKey, [context.ReadText(CaseVariables.Title), .. arguments], null, null));
    }

    /// <summary>An objection that was right about the text, and for which nothing was corrected yet; from now on it is taken up.</summary>
    public static bool TakesUpCorrection(this ActivityExecutionContext context, ObjectionRegister register)
    {
        var taken = context.ReadList(PublicityVariables.TakenCorrections);
        var fresh = register.Entries.Where(e => e.State is ObjectionState.Corrected && !taken.Contains(e.CaseId.ToString("N"))).Select(e => e.CaseId.ToString("N")).ToList();
        if (fresh.Count == 0) return false;

        context.Write(PublicityVariables.TakenCorrections, taken.AddRange(fresh));
        context.Write(PublicityVariables.Event, PublicityEvents.Correction);
        return true;
    }
}
