using Microsoft.AspNetCore.Http.HttpResults;
using StaffFlows.Host.Components;
using StaffFlows.Host.Components.Layout;

namespace StaffFlows.Host.Api;

/// <summary>
/// How an endpoint answers with a page: one view, one model, within the layout. A GET shows it; a POST that was refused
/// shows it again with what was typed and status 422; a POST that was done redirects (303) to where its result can be seen.
/// </summary>
public static class Pages
{
    /// <typeparam name="TView">A component with the one parameter <c>Model</c>.</typeparam>
    /// <param name="layout">The layout of signed-in pages where null.</param>
    public static IResult Show<TView>(object model, int status = StatusCodes.Status200OK, Type? layout = null)
        where TView : Microsoft.AspNetCore.Components.IComponent =>
        Show(new PageContent(typeof(TView), new Dictionary<string, object?> { ["Model"] = model }, layout ?? typeof(MainLayout)), status);

    /// <summary>The form again, with its errors.</summary>
    public static IResult Refuse<TView>(object model, Type? layout = null)
        where TView : Microsoft.AspNetCore.Components.IComponent => Show<TView>(model, StatusCodes.Status422UnprocessableEntity, layout);

    /// <summary>What is unknown and what is not his look the same.</summary>
    public static IResult NotFound() => Error(StatusCodes.Status404NotFound);

    /// <param name="trace">What the operator finds in the log.</param>
    public static IResult Error(int status, string? trace = null, Type? layout = null) => Show(
        new PageContent(typeof(ErrorView), new Dictionary<string, object?> { ["Status"] = status, ["TraceId"] = trace }, layout ?? typeof(MainLayout)), status);

    /// <summary>Come back later. What was posted is on the page, hidden, with a button that posts it again; its key sees to it that it counts once.</summary>
    public static IResult Postpone(IFormCollection? posted, string address) => Show(
        new PageContent(
            typeof(PostponedView),
            new Dictionary<string, object?> { ["Fields"] = posted?.SelectMany(f => f.Value, (f, value) => (f.Key, value)).ToList(), ["Address"] = address },
            typeof(PublicLayout)),
        StatusCodes.Status503ServiceUnavailable);

    /// <summary>After a POST: GET there.</summary>
    public static IResult SeeOther(string localUrl) => new SeeOtherResult(localUrl);

    private static RazorComponentResult<App> Show(PageContent content, int status) => new(new { Content = content }) { StatusCode = status };

    private sealed class SeeOtherResult(string localUrl) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
            httpContext.Response.Headers.Location = localUrl;
            return Task.CompletedTask;
        }
    }
}

/// <summary>What stands in the document: a view with its parameters and the layout round it.</summary>
public sealed record PageContent(Type View, IDictionary<string, object?> Parameters, Type Layout);
