using System.Collections.Immutable;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Personnel;

namespace StaffFlows.Workflows.Activities;

/// <summary>How a step writes a line into the case's timeline and tells people of it.</summary>
internal static class Timeline
{
    /// <summary>The step's name as readers know it: what the designer shows under the node.</summary>
    public static string StepName(this ActivityExecutionContext context) => context.Node.DisplayName;

    public static void Record(this ActivityExecutionContext context, CaseFacts facts, string textKey, params ImmutableArray<string> arguments) =>
        context.Emit(new CaseEntryRecorded(facts.Case.CaseId, context.NewId(), context.Node.Id, context.StepName(), textKey, arguments));

    /// <summary>A line whose words were made elsewhere; its text is {0} in Chinese and {1} in English.</summary>
    public static void Record(this ActivityExecutionContext context, CaseFacts facts, string textKey, LocalizedText words) =>
        context.Record(facts, textKey, words.Zh, words.En);

    public static void Tell(
        this ActivityExecutionContext context, CaseFacts facts, IEnumerable<string> personIds, string textKey,
        ImmutableArray<string> arguments, Guid? taskId = null)
    {
        var persons = personIds.Distinct().Order(StringComparer.Ordinal).ToImmutableArray();
        if (persons.IsEmpty) return;

        context.Emit(new MessageSent(persons, textKey, arguments, facts.Case.CaseId, taskId));
    }

    /// <summary>EC-23: a step without a decider is never silent.</summary>
    public static void RaiseAlarm(this ActivityExecutionContext context, CaseFacts facts, LocalizedText reason)
    {
        context.Record(facts, "entry.nobody-found", reason);
        var guardians = facts.Organisation.PeopleWithRole("SystemAdministrator").Concat(facts.Organisation.PeopleWithRole("PersonnelOfficer"));
        context.Tell(
            facts, guardians.Where(p => p.IsActive).Select(p => p.Id), "task.nobody-found",
            [context.StepName(), context.ReadText(CaseVariables.Title), reason.Zh, reason.En]);
    }
}
