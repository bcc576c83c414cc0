using StaffFlows.Host.Components.Layout;

namespace StaffFlows.Host.Api;

/// <summary>A refusal for whoever asked: a problem for callers of the API, a page for people.</summary>
internal static class Answers
{
    public static IResult Refuse(HttpContext context, int status, string code) => context.IsApi()
        ? Problems.WithStatus(status, code)
        : Pages.Error(status, context.TraceIdentifier, typeof(PublicLayout));
}
