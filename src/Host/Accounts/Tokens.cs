using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using StaffFlows.Host.Api;
using StaffFlows.Workflows.Persistence.Model;

namespace StaffFlows.Host.Accounts;

internal sealed record TokenRequest(string? UserName, string? Password);

/// <param name="ExpiresIn">Seconds.</param>
internal sealed record TokenAnswer(string AccessToken, long ExpiresIn);

/// <summary><c>POST /api/v1/auth/token</c>: a bearer token for the API; it dies with a change of the password.</summary>
internal static class Tokens
{
    public static void MapTokens(this IEndpointRouteBuilder api) => api.MapPost("/auth/token", IssueAsync)
        .AllowAnonymous().WithTags("auth").WithSummary("Sign in: a bearer token for the API")
        .Produces<TokenAnswer>().ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status429TooManyRequests);

    private static async Task<IResult> IssueAsync(
        TokenRequest request, SignIn signIn, SignInManager<Account> accounts, IOptionsMonitor<BearerTokenOptions> schemes, TimeProvider system, HttpContext context)
    {
        var result = await signIn.ExecuteAsync(request.UserName, request.Password, context.AddressOfCaller(), context.RequestAborted);
        if (result.Rejection is { } refusal) return Problems.WithStatus(SignIn.StatusOf(refusal), refusal.Code);

        var scheme = schemes.Get(IdentityConstants.BearerScheme);
        var expires = system.GetUtcNow() + scheme.BearerTokenExpiration;
        var ticket = new AuthenticationTicket(
            await accounts.CreateUserPrincipalAsync(result.Value!), new AuthenticationProperties { ExpiresUtc = expires },
            $"{IdentityConstants.BearerScheme}:AccessToken");
        return TypedResults.Ok(new TokenAnswer(scheme.BearerTokenProtector.Protect(ticket), (long)scheme.BearerTokenExpiration.TotalSeconds));
    }
}
