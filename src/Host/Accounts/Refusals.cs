using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using StaffFlows.Host.Api;

namespace StaffFlows.Host.Accounts;

/// <summary>
/// What a caller hears who may not: on the API 401 or 403 as problems, on pages the login or, for what is not his, the same
/// 404 as for what does not exist.
/// </summary>
internal sealed class Refusals : IAuthorizationMiddlewareResultHandler
{
    public Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (authorizeResult.Succeeded) return next(context);
        if (context.IsApi())
            return (context.FindViewer() is null
                ? Problems.WithStatus(StatusCodes.Status401Unauthorized, "not-signed-in")
                : Problems.WithStatus(StatusCodes.Status403Forbidden, "forbidden")).ExecuteAsync(context);

        if (context.FindViewer() is not null) return Pages.NotFound().ExecuteAsync(context);

        var here = HttpMethods.IsGet(context.Request.Method) ? $"{context.Request.Path}{context.Request.QueryString}" : "/";
        context.Response.Redirect($"/account/login?returnUrl={Uri.EscapeDataString(here)}");
        return Task.CompletedTask;
    }
}
