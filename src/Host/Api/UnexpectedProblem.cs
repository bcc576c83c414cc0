using Microsoft.AspNetCore.Diagnostics;

namespace StaffFlows.Host.Api;

/// <summary>
/// The outermost net: what nobody expected becomes a problem without details. The log keeps the exception's type and where
/// it came from, not its message, which may quote what a person typed.
/// </summary>
internal sealed class UnexpectedProblem(ILogger<UnexpectedProblem> log) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        var problem = exception switch
        {
            BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => Answers.Refuse(httpContext, StatusCodes.Status413PayloadTooLarge, "too-large"),
            BadHttpRequestException => Answers.Refuse(httpContext, StatusCodes.Status400BadRequest, "bad-request"),
            OperationCanceledException when httpContext.RequestAborted.IsCancellationRequested => Results.StatusCode(StatusCodes.Status499ClientClosedRequest),
            _ => Answers.Refuse(httpContext, StatusCodes.Status500InternalServerError, "unexpected"),
        };

        if (problem is IStatusCodeHttpResult { StatusCode: StatusCodes.Status500InternalServerError })
            log.LogError("Unexpected {Exception} at {Method} {Route}: {Trace}", Describe(exception), httpContext.Request.Method, Route(httpContext), exception.StackTrace);

        await problem.ExecuteAsync(httpContext);
        return true;
    }

    private static string Describe(Exception exception) =>
        exception.InnerException is { } inner ? $"{exception.GetType().Name} < {Describe(inner)}" : exception.GetType().Name;

    private static string? Route(HttpContext context) =>
        (context.GetEndpoint() ?? context.Features.Get<IExceptionHandlerFeature>()?.Endpoint) is RouteEndpoint route ? route.RoutePattern.RawText : null;
}
