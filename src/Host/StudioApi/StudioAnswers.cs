using System.Collections.Immutable;
using StaffFlows.Engine.Execution;
using StaffFlows.Host.Api;

namespace StaffFlows.Host.StudioApi;

/// <summary>
/// Refusals in the one form that the Studio shows to people: status 400 with sentences under <c>errors</c>. Of 403 and 409 it says
/// nothing, so that every refusal of a change comes as 400; what is unknown stays 404.
/// </summary>
internal static class StudioAnswers
{
    public static IResult ToStudio(this Rejection rejection, params ImmutableArray<string> sentences) =>
        rejection.Kind is RejectionKind.NotFound && sentences.IsEmpty ? rejection.ToProblem() : new Refusal(rejection, sentences);

    private sealed class Refusal(Rejection rejection, ImmutableArray<string> sentences) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            var said = httpContext.RequestServices.GetRequiredService<Sentences>().Of(rejection);
            var extensions = new Dictionary<string, object?>
            {
                ["code"] = rejection.Code,
                ["errors"] = sentences.IsEmpty ? (string[])[said] : [.. sentences],
            };
            return TypedResults.Problem(said, statusCode: StatusCodes.Status400BadRequest, title: said, extensions: extensions).ExecuteAsync(httpContext);
        }
    }
}
