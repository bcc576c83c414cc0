using System.Collections.Immutable;
using StaffFlows.Workflows.Calendar;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.Personnel;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.Features.Substitutions;

/// <param name="Own">Who stands in for the viewer, today or later.</param>
/// <param name="Others">For whom he stands in, today or later.</param>
internal sealed record SubstitutionSight(ImmutableArray<Substitution> Own, ImmutableArray<Substitution> Others, Organisation Organisation);

/// <summary>One's own 代理 on either side; those that are over are left out.</summary>
internal sealed class GetSubstitutions(OfficeSnapshots office, BusinessClock clock)
{
    public async Task<SubstitutionSight> ExecuteAsync(Viewer by, CancellationToken ct)
    {
        var snapshot = await office.ReadAsync(ct);
        var coming = snapshot.Substitutions.Where(s => s.Until >= clock.Today).ToList();
        return new([.. coming.Where(s => s.PersonId == by.PersonId)], [.. coming.Where(s => s.SubstituteId == by.PersonId)], snapshot.Organisation);
    }
}
