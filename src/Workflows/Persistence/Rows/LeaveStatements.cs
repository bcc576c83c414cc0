using StaffFlows.Workflows.Leave;
using StaffFlows.Workflows.Persistence.Model;

namespace StaffFlows.Workflows.Persistence.Rows;

/// <summary>What a batch asks of the leave ledger.</summary>
internal static class LeaveStatements
{
    /// <summary>The person's other entries that share a half day with this one; as <see cref="LeaveRange.Overlaps"/> has it.</summary>
    public static RowStatement Overlapping(Table entries, LeaveEntry entry)
    {
        Column Of(string property) => entries.Column(property);
        var (from, fromHalf) = (Of(nameof(StoredLeaveEntry.From)), Of(nameof(StoredLeaveEntry.FromHalf)));
        var (to, toHalf) = (Of(nameof(StoredLeaveEntry.To)), Of(nameof(StoredLeaveEntry.ToHalf)));
        var (person, @case, state) = (Of(nameof(StoredLeaveEntry.PersonId)), entries.Key[0], Of(nameof(StoredLeaveEntry.State)));
        return new(
            $"""
             SELECT 1 FROM {entries.Name} e WHERE e.{person.Name} = $1 AND e.{@case.Name} <> $2 AND e.{state.Name} <> $3
             AND (e.{from.Name} < $4 OR (e.{from.Name} = $4 AND (e.{fromHalf.Name} = $8 OR $5 = $9)))
             AND (e.{to.Name} > $6 OR (e.{to.Name} = $6 AND (e.{toHalf.Name} = $9 OR $7 = $8)))
             """,
            [
                new(person, entry.PersonId), new(@case, entry.CaseId), new(state, LeaveState.Released), new(to, entry.Range.To), new(toHalf, entry.Range.ToHalf),
                new(from, entry.Range.From), new(fromHalf, entry.Range.FromHalf), new(fromHalf, HalfDay.Am), new(toHalf, HalfDay.Pm),
            ])
        {
            IsQuestion = true,
        };
    }
}
