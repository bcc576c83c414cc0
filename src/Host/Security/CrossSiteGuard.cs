using Microsoft.AspNetCore.Antiforgery;
using StaffFlows.Host.Accounts;
using StaffFlows.Host.Api;

namespace StaffFlows.Host.Security;

/// <summary>
/// Nothing is changed by a request that another site made the browser send: every unsafe request needs the antiforgery
/// token (form field, or header <c>RequestVerificationToken</c>). Exempt is what carries no ambient credential: bearer
/// tokens, and calls of the API without a session. Elsa Studio can't send the token; what it calls goes by what the browser
/// itself says about where the request comes from.
/// </summary>
internal sealed class CrossSiteGuard(RequestDelegate next, IAntiforgery antiforgery)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if ((context.Request.IsUnsafe() || context.IsStudioHub()) && !IsExempt(context) && !await IsOursAsync(context))
        {
            await Answers.Refuse(context, StatusCodes.Status400BadRequest, "antiforgery").ExecuteAsync(context);
            return;
        }

        await next(context);
    }

    private async Task<bool> IsOursAsync(HttpContext context) =>
        context.IsStudioApi() || context.IsStudioHub() ? IsFromHere(context.Request) : await antiforgery.IsRequestValidAsync(context);

    /// <summary>Every browser of today says one of the two; nobody but the browser can.</summary>
    private static bool IsFromHere(HttpRequest request)
    {
        if (request.Headers["Sec-Fetch-Site"].ToString() is { Length: > 0 } site) return site is "same-origin";
        return request.Headers.Origin.ToString() is { Length: > 0 } origin && origin.Equals($"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);
    }

    private static bool IsExempt(HttpContext context) =>
        context.UsesBearer() || (context.IsApi() && context.User.Identity?.IsAuthenticated != true);
}
