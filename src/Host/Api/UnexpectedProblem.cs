using Microsoft.AspNetCore.Diagnostics;
using StaffFlows.Host.Operations;

namespace StaffFlows.Host.Api;

/// <summary>
/// The outermost net: what nobody expected becomes a problem without details, and a database that is away a 503 that says when to ask
/// again. The log keeps the exception's type and where it came from, not its message, which may quote what a person typed; the same
/// thing over and over is one line.
/// </summary>
internal sealed class UnexpectedProblem(Failures failures) : IExceptionHandler
{
    private const string AskAgainInSeconds = "5";

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        var problem = exception switch
        {
            BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => Answers.Refuse(httpContext, StatusCodes.Status413PayloadTooLarge, "too-large"),
            BadHttpRequestException => Answers.Refuse(httpContext, StatusCodes.Status400BadRequest, "bad-request"),
            OperationCanceledException when httpContext.RequestAborted.IsCancellationRequested => Results.StatusCode(StatusCodes.Status499ClientClosedRequest),
            _ => await RefuseAsync(httpContext, exception),
        };

        await problem.ExecuteAsync(httpContext);
        return true;
    }

    private async Task<IResult> RefuseAsync(HttpContext context, Exception exception)
    {
        var code = failures.Hear($"{context.Request.Method} {Route(context)}", exception);
        if (code is not (Failures.DatabaseAway or Failures.StorageFull)) return Answers.Refuse(context, StatusCodes.Status500InternalServerError, code);

        context.Response.Headers.RetryAfter = AskAgainInSeconds;
        return await Answers.PostponeAsync(context, code);
    }

    private static string? Route(HttpContext context) =>
        (context.GetEndpoint() ?? context.Features.Get<IExceptionHandlerFeature>()?.Endpoint) is RouteEndpoint route ? route.RoutePattern.RawText : null;
}
