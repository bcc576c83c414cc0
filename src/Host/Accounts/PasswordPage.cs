using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using StaffFlows.Engine.Execution;
using StaffFlows.Host.Api;
using StaffFlows.Host.Components.Layout;
using StaffFlows.Host.Features.Accounts;
using StaffFlows.Workflows.Persistence.Model;

namespace StaffFlows.Host.Accounts;

/// <summary><c>/account/password</c>: where a first sign-in ends up, and where anybody may go.</summary>
internal static class PasswordPage
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/account/password", async (UserManager<Account> accounts, Sentences sentences, HttpContext context) =>
            Show(await FindAsync(accounts, context), null, sentences)).RequireAuthorization().ExcludeFromDescription();
        app.MapPost("/account/password", PostAsync).RequireAuthorization().ExcludeFromDescription();
    }

    private static async Task<IResult> PostAsync(
        [FromForm] string? password, [FromForm] string? newPassword, [FromForm] string? repeat,
        UserManager<Account> users, SignInManager<Account> accounts, ChangePassword change, Sentences sentences, HttpContext context)
    {
        var account = await FindAsync(users, context);
        var result = await change.ExecuteAsync(account, password, newPassword, repeat, context.RequestAborted);
        if (result.Rejection is { } refusal) return Show(account, refusal, sentences);

        await accounts.RefreshSignInAsync(account);
        return Pages.SeeOther("/inbox");
    }

    private static IResult Show(Account account, Rejection? refusal, Sentences sentences)
    {
        var errors = refusal switch
        {
            null => [],
            { Fields.IsEmpty: true } => new Dictionary<string, string> { ["password"] = sentences.Of(refusal) },
            _ => refusal.Fields.GroupBy(f => f.Field).ToDictionary(g => g.Key, g => string.Join(' ', g.Select(sentences.Of))),
        };
        var model = new PasswordModel(account.MustChangePassword, PasswordRules.MinLength, errors);
        return Pages.Show<PasswordView>(
            model, refusal is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity, account.MustChangePassword ? typeof(PublicLayout) : null);
    }

    private static async Task<Account> FindAsync(UserManager<Account> accounts, HttpContext context) =>
        await accounts.GetUserAsync(context.User) ?? throw new InvalidOperationException("A session without an account passed the guard.");
}
