using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using StaffFlows.Host.Api;
using StaffFlows.Host.Components.Layout;
using StaffFlows.Host.Features.Accounts;
using StaffFlows.Host.Operations;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.Persistence.Model;

namespace StaffFlows.Host.Accounts;

/// <summary><c>/account/login</c>: the page, and what it posts.</summary>
internal sealed class LoginPage(OfficeSnapshots office, HostSettings settings, TimeProvider system)
{
    /// <summary>Whom the demo's login page offers: one of each kind that the leave procedure meets.</summary>
    private static readonly string[] Offered = ["u030", "u031", "u022", "u020", "u004", "u006", "u010"];

    public async Task<IResult> ShowAsync(string? userName, string? returnUrl, LoginRefusal? refusal, int status, CancellationToken ct)
    {
        var organisation = (await office.ReadAsync(ct)).Organisation;
        var demo = settings.SeedsDemo ? Offered.Select(organisation.FindByUserName).OfType<Workflows.Personnel.Person>() : [];
        var model = new LoginModel(
            ShellSource.HallName(organisation), userName, returnUrl, refusal,
            [.. demo.Select(p => new DemoAccount(p.UserName!, p.Name, p.Post ?? ""))])
        {
            DemoPassword = settings.SeedsDemo ? Demo.Password : null,
        };
        return Pages.Show<LoginView>(model, status, typeof(PublicLayout));
    }

    /// <summary>Says as much as may be told: a wrong password, or until when to wait.</summary>
    public LoginRefusal Describe(Engine.Execution.Rejection refusal)
    {
        if (refusal == SignIn.Failed) return new LoginRefusal();

        var wait = refusal == SignIn.LockedOut ? AccountServices.Lockout : TimeSpan.FromMinutes(1);
        return new LoginRefusal(LockedUntil: system.GetUtcNow() + wait);
    }

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/account/login", (string? returnUrl, LoginPage page, HttpContext context) =>
            context.FindViewer() is not null
                ? Task.FromResult(Results.LocalRedirect(Requests.LocalOrInbox(returnUrl)))
                : page.ShowAsync(null, returnUrl, null, StatusCodes.Status200OK, context.RequestAborted)).ExcludeFromDescription();
        app.MapPost("/account/login", PostAsync).ExcludeFromDescription();
    }

    private static async Task<IResult> PostAsync(
        [FromForm] string? userName, [FromForm] string? password, [FromForm] string? remember, [FromForm] string? returnUrl,
        LoginPage page, SignIn signIn, SignInManager<Account> accounts, HttpContext context)
    {
        var result = await signIn.ExecuteAsync(userName, password, context.AddressOfCaller(), context.RequestAborted);
        if (result.Rejection is { } refusal)
            return await page.ShowAsync(userName, returnUrl, page.Describe(refusal), SignIn.StatusOf(refusal), context.RequestAborted);

        await accounts.SignInAsync(result.Value!, isPersistent: remember is not null);
        return Pages.SeeOther(Requests.LocalOrInbox(returnUrl));
    }
}
