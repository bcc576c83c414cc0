using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using StaffFlows.Host.Api;
using StaffFlows.Host.Localisation;
using StaffFlows.Host.Operations;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.Persistence.Model;

namespace StaffFlows.Host.Accounts;

/// <summary>What the account menu posts: sign out, the other language.</summary>
internal static class AccountPages
{
    public static void MapAccounts(this IEndpointRouteBuilder app)
    {
        LoginPage.Map(app);
        PasswordPage.Map(app);
        app.MapPost("/account/logout", SignOutAsync).ExcludeFromDescription();
        app.MapPost("/account/language", SwitchLanguageAsync).ExcludeFromDescription();
    }

    private static async Task<IResult> SignOutAsync(SignInManager<Account> accounts, AccountJournal journal, HttpContext context)
    {
        if (context.FindViewer() is { } viewer) await journal.WriteAsync(viewer.PersonId, "signed-out", context.RequestAborted);
        await accounts.SignOutAsync();
        return Pages.SeeOther("/account/login");
    }

    /// <summary>Whoever is signed in gets mail and SMS in that language too.</summary>
    private static async Task<IResult> SwitchLanguageAsync(
        [FromForm] string? culture, [FromForm] string? returnUrl, HostSettings settings, IWriteQueue writes, HttpContext context)
    {
        if (Cultures.IsKnown(culture))
        {
            context.Response.Cookies.Append(
                CookieRequestCultureProvider.DefaultCookieName, CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(culture!)),
                new CookieOptions { MaxAge = TimeSpan.FromDays(365), SameSite = SameSiteMode.Lax, HttpOnly = true, Secure = settings.CookiesAreSecure, IsEssential = true });
            if (context.FindViewer() is { } viewer)
                await writes.WriteAsync<int>(
                    async (db, ct) => await db.Accounts.Where(a => a.PersonId == viewer.PersonId).ExecuteUpdateAsync(set => set.SetProperty(a => a.Language, culture), ct),
                    context.RequestAborted);
        }

        return Pages.SeeOther(Requests.LocalOrInbox(returnUrl));
    }
}
