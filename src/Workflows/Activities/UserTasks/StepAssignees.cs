using System.Collections.Immutable;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Calendar;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Leave;
using StaffFlows.Workflows.Personnel;
using StaffFlows.Workflows.Personnel.Assignees;

namespace StaffFlows.Workflows.Activities.UserTasks;

/// <summary>Finds the persons of a step: the resolver's answer with the absences of exactly those whom it asks about.</summary>
internal static class StepAssignees
{
    /// <returns>The resolution, and who among those asked about is absent.</returns>
    public static async ValueTask<(AssigneeResolution Resolution, ImmutableHashSet<string> Absent)> FindAsync(
        ActivityExecutionContext context, CaseFacts facts, AssigneeRule rule, AssigneeAnswers answers, CancellationToken ct)
    {
        var absences = new Dictionary<string, bool>();
        while (true)
        {
            var unknown = new SortedSet<string>(StringComparer.Ordinal);
            var resolution = AssigneeResolver.Resolve(rule, answers, ContextOf(context, facts) with
            {
                IsAbsent = id => absences.TryGetValue(id, out var absent) ? absent : !unknown.Add(id) && false,
            });
            if (unknown.Count == 0) return (resolution, [.. absences.Where(a => a.Value).Select(a => a.Key)]);

            foreach (var id in unknown) absences[id] = await IsAbsentAsync(context, facts, id, ct);
        }
    }

    private static ResolutionContext ContextOf(ActivityExecutionContext context, CaseFacts facts)
    {
        return new(facts.Organisation, facts.Case.SubjectId, facts.Case.ApplicantId)
        {
            Handlers = context.ReadTexts(CaseVariables.Handlers),
            Fields = FieldsOf(context),
            EarlierApprovers = [.. context.ReadTexts(CaseVariables.Approvals).Values],
        };
    }

    private static ImmutableDictionary<string, ImmutableArray<string>> FieldsOf(ActivityExecutionContext context) =>
        context.ReadForm()
            .Where(f => f.Value?.GetValueKind() is System.Text.Json.JsonValueKind.String)
            .ToImmutableDictionary(f => f.Key, f => ImmutableArray.Create(f.Value!.GetValue<string>()));

    /// <summary>Absent: on approved leave in this half day, or marked so in the register.</summary>
    private static async ValueTask<bool> IsAbsentAsync(ActivityExecutionContext context, CaseFacts facts, string personId, CancellationToken ct)
    {
        if (facts.Organisation.FindPerson(personId) is { Status: PersonStatus.OnLeave }) return true;

        var record = await context.FactAsync<LeaveRecord>(FactKinds.LeaveRecord(personId), ct);
        var local = TimeZoneInfo.ConvertTime(context.Now, OfficeHours.Default.Zone);
        var half = TimeOnly.FromDateTime(local.DateTime) < OfficeHours.Default.MorningEnd ? HalfDay.Am : HalfDay.Pm;
        var today = DateOnly.FromDateTime(local.DateTime);
        var now = new LeaveRange(today, half, today, half);
        return record.Own.Any(e => e.State is LeaveState.Approved && e.Range.Overlaps(now));
    }
}
