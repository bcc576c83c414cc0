using StaffFlows.Host.Components.Layout;

namespace StaffFlows.Host.Api;

/// <summary>A refusal for whoever asked: a problem for callers of the API, a page for people.</summary>
internal static class Answers
{
    public static IResult Refuse(HttpContext context, int status, string code) => context.IsApi()
        ? Problems.WithStatus(status, code)
        : Pages.Error(status, context.TraceIdentifier, typeof(PublicLayout));

    /// <summary>503: nothing is wrong with the request, and asking again later will do. A person's page keeps what he typed for that.</summary>
    public static async Task<IResult> PostponeAsync(HttpContext context, string code) => context.IsApi()
        ? Problems.WithStatus(StatusCodes.Status503ServiceUnavailable, code)
        : Pages.Postpone(context.Request.HasFormContentType ? await context.Request.ReadFormAsync(context.RequestAborted) : null, context.Request.Path + context.Request.QueryString);
}
