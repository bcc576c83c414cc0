namespace StaffFlows.Host.Api;

/// <summary>What the plumbing asks of a request.</summary>
public static class Requests
{
    public static bool IsApi(this HttpContext context) =>
        context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase) || context.IsStudioApi() || context.IsStudioHub();

    /// <summary>What Elsa Studio calls.</summary>
    public static bool IsStudioApi(this HttpContext context) => context.Request.Path.StartsWithSegments("/elsa/api", StringComparison.OrdinalIgnoreCase);

    /// <summary>Where Elsa Studio listens. A web socket carries the session and is no unsafe request, so that it goes by where it comes from as well.</summary>
    public static bool IsStudioHub(this HttpContext context) => context.Request.Path.StartsWithSegments("/elsa/hubs", StringComparison.OrdinalIgnoreCase);

    public static bool IsUnsafe(this HttpRequest request) =>
        !(HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method) || HttpMethods.IsTrace(request.Method));

    /// <summary>The network address, as the connection or a trusted proxy has it.</summary>
    public static string AddressOfCaller(this HttpContext context) => context.Connection.RemoteIpAddress?.ToString() ?? "local";

    /// <summary>A path of this host, or the inbox where <paramref name="url"/> leads anywhere else.</summary>
    public static string LocalOrInbox(string? url) =>
        url is ['/', ..] && (url.Length == 1 || url[1] is not ('/' or '\\')) && !url.Any(char.IsControl) ? url : "/inbox";
}
