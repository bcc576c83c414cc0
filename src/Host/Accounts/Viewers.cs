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
    public static Viewer Of(Person person, Organisation organisation) => new(
        person.Id,
        [.. person.Roles],
        organisation.UnitsLedBy(person.Id),
        organisation.WindowsHeadedBy(person.Id));
}
