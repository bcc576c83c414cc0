using StaffFlows.Host.Components.Models;
using StaffFlows.Host.Features.Registers;
using StaffFlows.Workflows.Calendar;
using StaffFlows.Workflows.Personnel;
using StaffFlows.Workflows.Persistence;

namespace StaffFlows.Host.Accounts;

/// <summary>What the layout shows round every page for whoever is signed in.</summary>
internal sealed class ShellSource(IHttpContextAccessor http, OfficeSnapshots office, InboxReader inbox, OpenRegisters registers, BusinessClock clock) : IShellSource
{
    public async Task<Shell?> ReadAsync(CancellationToken ct)
    {
        if (http.HttpContext?.FindViewer() is not { } viewer) return null;

        var snapshot = await office.ReadAsync(ct);
        var person = snapshot.Organisation.People[viewer.PersonId];
        var chip = new ViewerChip(
            person.Name, Note(person, snapshot.Organisation), viewer.Has(Policies.SystemAdministrator), viewer.Has(Policies.ProcessOwner), viewer.Has(Policies.ProcessOwner) || viewer.Has(Policies.ProcessReader), viewer.Has(Policies.Auditor), registers.For(viewer).Any());
        var counts = await inbox.CountAsync(viewer, ct);
        return new Shell(
            chip, new NavCounts(counts.Todo, counts.Started, counts.Cc, counts.Drafts, counts.UnreadMessages), clock.Today, snapshot.Calendar.IsWorkingDay(clock.Today).Result, clock.Offset > TimeSpan.Zero, HallName(snapshot.Organisation) ?? "");
    }

    /// <summary>The centre of the organisation; null before one is imported.</summary>
    public static string? HallName(Organisation organisation) =>
        organisation.Units.Values.Where(u => u.Type == "ServiceCenter").OrderBy(u => u.Id, StringComparer.Ordinal).FirstOrDefault()?.Name;

    private static string? Note(Person person, Organisation organisation) =>
        organisation.WindowOf(person)?.Name ?? person.Post ?? organisation.HomeUnitOf(person).Name;
}
