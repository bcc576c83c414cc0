using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Localization;
using StaffFlows.Workflows.Calendar;

namespace StaffFlows.Host.Localisation;

/// <summary>The two languages of the interface; the choice is kept in a cookie, Chinese where none is made.</summary>
public static class Cultures
{
    public const string Chinese = "zh-CN";
    public const string English = "en";

    public static IServiceCollection AddTexts(this IServiceCollection services)
    {
        services.AddLocalization();
        services.AddScoped(provider => ActivatorUtilities.CreateInstance<Wording>(provider, provider.GetRequiredService<BusinessClock>()));
        services.Configure<RequestLocalizationOptions>(options =>
        {
            options.SetDefaultCulture(Chinese).AddSupportedCultures(Chinese, English).AddSupportedUICultures(Chinese, English);
            // The pages follow the switch alone: a browser set to English must not surprise a Chinese office.
            // The API follows Accept-Language.
            options.RequestCultureProviders =
            [
                new CookieRequestCultureProvider(),
                new ApiLanguage(),
            ];
        });
        return services;
    }

    /// <summary>The other language, for the switch.</summary>
    public static string Other => IsEnglish ? Chinese : English;

    public static bool IsEnglish => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName is "en";

    public static bool IsKnown(string? culture) => culture is Chinese or English;

    private sealed class ApiLanguage : AcceptLanguageHeaderRequestCultureProvider
    {
        public override Task<ProviderCultureResult?> DetermineProviderCultureResult(HttpContext httpContext) =>
            httpContext.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase)
                ? base.DetermineProviderCultureResult(httpContext)
                : NullProviderCultureResult;
    }
}
