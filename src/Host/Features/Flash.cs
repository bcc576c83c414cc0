using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Localization;
using StaffFlows.Host.Localisation;

namespace StaffFlows.Host.Features;

/// <summary>
/// What came of a person's last action, said once on the page he is redirected to. It travels in a short-lived cookie that
/// names a text and its arguments; the page writes them encoded, so nothing is gained by forging one.
/// </summary>
internal static class Flash
{
    private const string Cookie = "staffflows.flash";
    private const string Prefix = "flash.";

    /// <param name="textKey">A key of the interface texts that begins with <c>flash.</c>.</param>
    public static void Say(this HttpContext context, string textKey, params string[] arguments) =>
        context.Response.Cookies.Append(
            Cookie,
            WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(string.Join('\n', arguments.Prepend(textKey)))),
            new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = context.Request.IsHttps, MaxAge = TimeSpan.FromMinutes(1), IsEssential = true });

    /// <summary>The sentence, once; null where nothing was said.</summary>
    public static string? Take(HttpContext context, IStringLocalizer<Texts> texts)
    {
        if (context.Request.Cookies[Cookie] is not { Length: > 0 } cookie) return null;

        context.Response.Cookies.Delete(Cookie);
        try
        {
            var parts = Encoding.UTF8.GetString(WebEncoders.Base64UrlDecode(cookie)).Split('\n');
            return parts[0].StartsWith(Prefix, StringComparison.Ordinal) && texts[parts[0]] is { ResourceNotFound: false } ? texts[parts[0], [.. parts.Skip(1)]].Value : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
