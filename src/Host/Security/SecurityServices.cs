using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption.ConfigurationModel;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection.Extensions;
using StaffFlows.Host.Operations;
using StaffFlows.Workflows.Persistence;

namespace StaffFlows.Host.Security;

/// <summary>Keys, headers, limits and the guard against requests forged by other sites.</summary>
internal static class SecurityServices
{
    /// <summary>Of one posted form: the cells of its largest table, twice for boxes, their rows and everything around them.</summary>
    private const int MostPostedValues = (2 * Workflows.Forms.FormTable.MostCells) + 500;

    public static IServiceCollection AddSecurity(this IServiceCollection services, HostSettings settings)
    {
        services.TryAddSingleton(settings);      // the keys are opened with its Security:DataKey
        services.AddSingleton<IFieldProtector, FieldProtector>();
        services.AddDataProtection().SetApplicationName("StaffFlows");
        services.AddOptions<KeyManagementOptions>().Configure<IServiceProvider>((options, provider) =>
        {
            options.AutoGenerateKeys = false;
            options.AuthenticatedEncryptorConfiguration = new AuthenticatedEncryptorConfiguration { EncryptionAlgorithm = EncryptionAlgorithm.AES_256_GCM };      // half the time and 30 bytes less a value than the default; older keys stay what they are
            options.XmlRepository = new KeyRepository(provider);
            options.XmlEncryptor = settings.DataKey is { } key ? new DataKeyXmlEncryptor(key) : null;
        });
        services.AddKeyedSingleton(KeyKeeper.Clock, TimeProvider.System);
        services.AddSingleton<KeyKeeper>().AddHostedService(p => p.GetRequiredService<KeyKeeper>());

        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = "staffflows.form";
            options.Cookie.SecurePolicy = settings.CookiesAreSecure ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        });
        services.Configure<KestrelServerOptions>(options =>
        {
            options.AddServerHeader = false;
            options.Limits.MaxRequestBodySize = settings.MaxRequestBytes;
        });
        services.Configure<FormOptions>(options =>
        {
            options.MultipartBodyLengthLimit = settings.MaxRequestBytes;
            options.ValueCountLimit = MostPostedValues;
        });
        services.Configure<ForwardedHeadersOptions>(options =>
        {
            options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;
            options.KnownIPNetworks.Clear();      // by configuration the host stands behind a proxy that it trusts
            options.KnownProxies.Clear();
        });
        return services;
    }

    /// <summary>In front of everything else.</summary>
    public static WebApplication UseSecurity(this WebApplication app, HostSettings settings)
    {
        if (settings.TrustsForwardedHeaders) app.UseForwardedHeaders();
        app.UseSecurityHeaders();
        if (settings.SendsHsts) app.UseHsts();
        if (settings.CookiesAreSecure) app.UseHttpsOnly();
        return app;
    }
}
