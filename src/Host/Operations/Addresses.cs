namespace StaffFlows.Host.Operations;

/// <summary>Where the host listens when nobody says otherwise (<c>ASPNETCORE_URLS</c>, <c>HTTP_PORTS</c>, <c>--urls</c>, Kestrel's section).</summary>
internal static class Addresses
{
    private const string Default = "http://localhost:5080";
    private static readonly string[] Keys = ["urls", "http_ports", "https_ports", "Kestrel:Endpoints"];

    public static void UseDefaultAddress(this WebApplicationBuilder builder)
    {
        if (Keys.All(key => !builder.Configuration.GetSection(key).Exists())) builder.WebHost.UseUrls(Default);
    }
}
