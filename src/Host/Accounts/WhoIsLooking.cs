using System.Security.Claims;
using StaffFlows.Host.Api;
using StaffFlows.Workflows.Calendar;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.Accounts;

/// <summary>
/// Marks an endpoint whose own load brings the office's versions along: it checks itself that whoever asks still works here, and the
/// request is spared a look at the database.
/// </summary>
internal sealed class LooksAtOfficeItself;

/// <summary>
/// Turns a session into a <see cref="Viewer"/>: the account's stamp still holds, the person still works here, and his roles
/// are those of the organisation as it is now. Otherwise the request goes on as a visitor's.
/// </summary>
internal sealed class WhoIsLooking(RequestDelegate next, Sessions sessions, OfficeSnapshots office, BusinessClock clock)
{
    private static readonly string[] OpenBeforeChange = ["/account/", "/css/", "/js/", "/api/v1/clock"];

    public async Task InvokeAsync(HttpContext context)
    {
        if (context.User.Identity?.IsAuthenticated != true)
        {
            await next(context);
            return;
        }

        var account = await sessions.FindAsync(context.User, context.RequestAborted);
        var snapshot = await ReadOfficeAsync(context);
        if (account is null || snapshot.Organisation.FindPerson(account.PersonId) is not { IsActive: true } person)
        {
            context.User = new ClaimsPrincipal(new ClaimsIdentity());
            await next(context);
            return;
        }

        var viewer = Viewers.Of(person, snapshot, clock.Today);
        context.Features.Set(viewer);
        context.User.AddIdentity(new ClaimsIdentity(viewer.Roles.Select(role => new Claim(ClaimTypes.Role, role))));
        if (account.MustChangePassword && !OpenBeforeChange.Any(p => context.Request.Path.StartsWithSegments(p.TrimEnd('/'), StringComparison.OrdinalIgnoreCase)))
            await SendToPasswordAsync(context);
        else
            await next(context);
    }

    private ValueTask<OfficeSnapshot> ReadOfficeAsync(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<LooksAtOfficeItself>() is null
        ? office.ReadAsync(context.RequestAborted)
        : office.ReadLastAsync(context.RequestAborted);

    private static Task SendToPasswordAsync(HttpContext context)
    {
        if (context.IsApi()) return Problems.WithStatus(StatusCodes.Status403Forbidden, "password-change-required").ExecuteAsync(context);

        context.Response.Redirect("/account/password");
        return Task.CompletedTask;
    }
}
