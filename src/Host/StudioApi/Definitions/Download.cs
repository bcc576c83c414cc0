using Microsoft.Net.Http.Headers;

namespace StaffFlows.Host.StudioApi.Definitions;

/// <summary>A file that the browser stores. The Studio takes its name from the plain <c>filename</c>, browsers prefer the other.</summary>
/// <param name="Name">In ASCII.</param>
/// <param name="SpokenName">In any letters.</param>
internal sealed record Download(byte[] Content, string ContentType, string Name, string SpokenName) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment") { FileName = Name, FileNameStar = SpokenName }.ToString();
        return TypedResults.Bytes(Content, ContentType).ExecuteAsync(httpContext);
    }
}
