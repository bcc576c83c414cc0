using System.Collections.Immutable;
using StaffFlows.Host.Features.Procedures;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.Features.Start;

/// <summary>What the viewer may start.</summary>
internal sealed class GetProcedures(ProcedureCatalogue procedures, OfficeSnapshots office)
{
    public async Task<ImmutableArray<Procedure>> ExecuteAsync(Viewer by, CancellationToken ct)
    {
        var person = (await office.ReadAsync(ct)).Organisation.People[by.PersonId];
        return [.. (await procedures.ReadAsync(ct)).Where(p => p.MayBeStartedBy(person))];
    }
}
