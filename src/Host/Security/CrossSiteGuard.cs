using Microsoft.AspNetCore.Antiforgery;
using StaffFlows.Host.Accounts;
using StaffFlows.Host.Api;

namespace StaffFlows.Host.Security;

/// <summary>
/// Nothing is changed by a request that another site made the browser send: every unsafe request needs the antiforgery
/// token (form field, or header <c>RequestVerificationToken</c>). Exempt is what carries no ambient credential: bearer
/// tokens, and calls of the API without a session.
/// </summary>
internal sealed class CrossSiteGuard(RequestDelegate next, IAntiforgery antiforgery)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (context.Request.IsUnsafe() && !IsExempt(context) && !await antiforgery.IsRequestValidAsync(context))
        {
            await Answers.Refuse(context, StatusCodes.Status400BadRequest, "antiforgery").ExecuteAsync(context);
            return;
        }

        await next(context);
    }

    private static bool IsExempt(HttpContext context) =>
        context.UsesBearer() || (context.IsApi() && context.User.Identity?.IsAuthenticated != true);
}
