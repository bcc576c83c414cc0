using StaffFlows.Engine.Execution;
using StaffFlows.Workflows;

namespace StaffFlows.Host.Api;

/// <summary>
/// How a <see cref="Rejection"/> leaves the house: one table from kind to status, one shape (RFC 9457 with <c>code</c> and
/// <c>errors</c> by field), sentences in the caller's language.
/// </summary>
public static class Problems
{
    public static int StatusOf(RejectionKind kind) => kind switch
    {
        RejectionKind.NotFound => StatusCodes.Status404NotFound,
        RejectionKind.Forbidden => StatusCodes.Status403Forbidden,
        RejectionKind.Invalid => StatusCodes.Status422UnprocessableEntity,
        RejectionKind.InvalidState or RejectionKind.Conflict => StatusCodes.Status409Conflict,
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>The refusal as an answer of the API.</summary>
    public static IResult ToProblem(this Rejection rejection) => new Problem(rejection, StatusOf(rejection.Kind));

    /// <summary>For the few refusals whose status the protocol fixes: 400, 401, 429, 500.</summary>
    public static IResult WithStatus(int status, string code, params string[] arguments) =>
        new Problem(new Rejection(RejectionKind.Invalid, code, [.. arguments]), status);

    /// <summary>A use case's answer: the value as <paramref name="answer"/> shapes it, or the problem.</summary>
    public static IResult ToHttp<T>(this Result<T> result, Func<T, IResult> answer) =>
        result.Rejection is { } rejection ? rejection.ToProblem() : answer(result.Value!);

    /// <summary>The value as JSON with status 200, or the problem.</summary>
    public static IResult ToHttp<T>(this Result<T> result) => result.ToHttp(value => TypedResults.Ok(value));

    private sealed class Problem(Rejection rejection, int status) : IResult, IStatusCodeHttpResult
    {
        int? IStatusCodeHttpResult.StatusCode => status;

        public Task ExecuteAsync(HttpContext httpContext)
        {
            var sentences = httpContext.RequestServices.GetRequiredService<Sentences>();
            var members = new Dictionary<string, object?> { ["code"] = rejection.Code };
            if (!rejection.Fields.IsEmpty)
                members["errors"] = rejection.Fields.GroupBy(f => f.Field).ToDictionary(g => g.Key, g => g.Select(sentences.Of).ToArray());

            return TypedResults.Problem(sentences.Of(rejection), statusCode: status, extensions: members).ExecuteAsync(httpContext);
        }
    }
}
