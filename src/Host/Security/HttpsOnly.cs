namespace StaffFlows.Host.Security;

/// <summary>
/// Where cookies travel over HTTPS only, a page asked for over plain HTTP could neither be posted nor keep a session: it
/// answers 400 and says what to do. Health checks and callers with a token ask from inside and pass.
/// </summary>
internal static class HttpsOnly
{
    private const string Sentence =
        """
        请通过 HTTPS 访问。反向代理已经使用 HTTPS 时，请设置 Security:ForwardedHeaders=true；内网确实只用 HTTP 时，请设置 Security:SecureCookies=false。
        This site is reached by HTTPS. Behind a proxy with TLS set Security:ForwardedHeaders=true; where there is only HTTP, set Security:SecureCookies=false.
        """;

    public static void UseHttpsOnly(this WebApplication app) => app.Use(async (context, next) =>
    {
        if (context.Request.IsHttps || context.Request.Path.StartsWithSegments("/health") || context.Request.Path.StartsWithSegments("/api"))
        {
            await next(context);
            return;
        }

        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        context.Response.ContentType = "text/plain; charset=utf-8";
        await context.Response.WriteAsync(Sentence, context.RequestAborted);
    });
}
