using System.Collections.Immutable;
using StaffFlows.Workflows.Calendar;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.Personnel;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.Accounts;

/// <summary>
/// Who is looking, per request. Endpoints take a <see cref="Viewer"/> as a parameter, components inject it; both only where
/// the address requires a sign-in. <see cref="FindViewer"/> answers null for visitors.
/// </summary>
public static class Viewers
{
    public static Viewer? FindViewer(this HttpContext context) => context.Features.Get<Viewer>();

    public static Viewer GetViewer(this HttpContext context) =>
        context.FindViewer() ?? throw new InvalidOperationException("Nobody is signed in; the endpoint lacks RequireAuthorization.");

    /// <summary>A person with the scopes that his roles and the organisation's charts give him.</summary>
    public static Viewer Of(Person person, OfficeSnapshot office, DateOnly today)
    {
        var organisation = office.Organisation;
        return new(
            person.Id,
            [.. person.Roles],
            organisation.UnitsLedBy(person.Id),
            organisation.WindowsHeadedBy(person.Id))
        {
            Represents = RepresentedBy(person.Id, office, today),
        };
    }

    /// <summary>代理: whose tasks are his to decide on a day. Goes one step only: not those whom they represent.</summary>
    public static ImmutableArray<Represented> RepresentedBy(string personId, OfficeSnapshot office, DateOnly today) =>
    [
        .. office.Substitutions
            .Where(s => s.SubstituteId == personId && s.IsActiveOn(today) && office.Organisation.FindPerson(s.PersonId) is { IsActive: true })
            .GroupBy(s => s.PersonId)
            .Select(g => new Represented(g.Key, g.Any(s => s.IncludesOlder) ? null : BusinessClock.StartOf(g.Min(s => s.From)))),
    ];
}
