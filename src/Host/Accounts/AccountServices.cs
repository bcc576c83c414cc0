using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using StaffFlows.Host.Components.Models;
using StaffFlows.Host.Operations;
using StaffFlows.Workflows.Persistence.Model;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.Accounts;

/// <summary>Sign-in by cookie for pages and by bearer token for the API; both lead to a <see cref="Viewer"/>.</summary>
internal static class AccountServices
{
    public const int AttemptsBeforeLockout = 5;
    public static readonly TimeSpan Lockout = TimeSpan.FromMinutes(15);

    private const string EitherScheme = "cookie-or-bearer";
    private static readonly TimeSpan SessionLength = TimeSpan.FromHours(12);

    public static IServiceCollection AddAccounts(this IServiceCollection services, HostSettings settings)
    {
        services.AddIdentityCore<Account>(options =>
        {
            options.Lockout.MaxFailedAccessAttempts = AttemptsBeforeLockout;
            options.Lockout.DefaultLockoutTimeSpan = Lockout;
        }).AddSignInManager().AddUserStore<AccountStore>().AddClaimsPrincipalFactory<AccountPrincipals>();
        services.AddScoped<IPasswordValidator<Account>, PasswordRules>();

        services.AddHttpContextAccessor();
        services.AddScoped<Viewer>(provider => provider.GetRequiredService<IHttpContextAccessor>().HttpContext!.GetViewer());
        services.AddSingleton<Sessions>().AddSingleton<Throttle>();
        services.AddScoped<IShellSource, ShellSource>();
        services.AddScoped<SignIn>().AddScoped<ChangePassword>().AddScoped<GivePassword>().AddScoped<AccountJournal>().AddScoped<NewAccounts>().AddScoped<LoginPage>();
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, Refusals>();
        services.AddAuthorization(options => options.AddStaffFlowsPolicies());
        AddSchemes(services.AddAuthentication(EitherScheme), settings);
        return services;
    }

    /// <summary>Whether the caller shows a token of his own accord; browsers never do.</summary>
    public static bool UsesBearer(this HttpContext context) =>
        context.Request.Headers.Authorization.ToString().StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase);

    private static void AddSchemes(AuthenticationBuilder authentication, HostSettings settings)
    {
        authentication.AddPolicyScheme(EitherScheme, null, options => options.ForwardDefaultSelector = context =>
            context.UsesBearer() ? IdentityConstants.BearerScheme : IdentityConstants.ApplicationScheme);
        authentication.AddBearerToken(IdentityConstants.BearerScheme, options => options.BearerTokenExpiration = TimeSpan.FromHours(1));
        authentication.AddCookie(IdentityConstants.ApplicationScheme, options =>
        {
            options.Cookie.Name = "staffflows.session";
            options.Cookie.HttpOnly = true;
            options.Cookie.SameSite = SameSiteMode.Lax;
            options.Cookie.SecurePolicy = settings.CookiesAreSecure ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
            options.ExpireTimeSpan = SessionLength;
            options.SlidingExpiration = true;
        });
        authentication.AddCookie(IdentityConstants.ExternalScheme).AddCookie(IdentityConstants.TwoFactorUserIdScheme);   // SignInManager signs out of these too
    }
}
