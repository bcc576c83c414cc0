using System.Collections.Immutable;
using StaffFlows.Workflows.Personnel;

namespace StaffFlows.Workflows.Leave;

/// <summary>The leave records that a request is judged by.</summary>
/// <param name="Own">The applicant's.</param>
/// <param name="StandIn">The named stand-in's; null where none is named.</param>
/// <param name="Colleagues">Of the applicant's window and partners; as far as they are missing, nobody counts as away.</param>
public sealed record LeaveLedgers(LeaveRecord Own, LeaveRecord? StandIn, ImmutableArray<LeaveRecord> Colleagues)
{
    /// <summary>Entries that stand (reserved or approved), those of the asking case left out.</summary>
    public static IEnumerable<LeaveEntry> Standing(IEnumerable<LeaveEntry>? entries, Guid? exceptCase) =>
        (entries ?? []).Where(e => e.State is not LeaveState.Released && e.CaseId != exceptCase);

    public LeaveRecord? RecordOf(string personId) =>
        StandIn?.PersonId == personId ? StandIn : Colleagues.FirstOrDefault(r => r.PersonId == personId);

    /// <summary>
    /// Whether a person is on leave at some time of the range. A status 请假 that no entry of today explains (an overstayed
    /// leave) counts as away with no known end.
    /// </summary>
    public bool IsAway(Person person, LeaveRange range, DateOnly today)
    {
        var own = Standing(RecordOf(person.Id)?.Own, exceptCase: null).ToList();
        if (own.Exists(e => e.Range.Overlaps(range))) return true;
        return person.Status is PersonStatus.OnLeave && !own.Exists(e => e.Range.From <= today && today <= e.Range.To);
    }

    /// <summary>For whom a person stands in at some time of the range; null for nobody.</summary>
    public string? StandsInFor(Person person, LeaveRange range, Guid? exceptCase) =>
        Standing(RecordOf(person.Id)?.StandingIn, exceptCase).FirstOrDefault(e => e.Range.Overlaps(range))?.PersonId;
}
