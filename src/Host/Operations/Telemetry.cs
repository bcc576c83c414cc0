using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace StaffFlows.Host.Operations;

/// <summary>
/// Meters and traces to an OTLP collector, where <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> names one; without it nothing is
/// gathered. The providers live as long as the host and flush when it stops.
/// </summary>
internal sealed class Telemetry(HostSettings settings) : IHostedService, IDisposable
{
    /// <summary>Everything of ours and what ASP.NET Core measures.</summary>
    private static readonly string[] Sources = ["StaffFlows.*", "Microsoft.AspNetCore.*"];

    private MeterProvider? _meters;
    private TracerProvider? _traces;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (settings.OtlpEndpoint is { } endpoint) Gather(endpoint);
        return Task.CompletedTask;
    }

    private void Gather(Uri endpoint)
    {
        var resource = ResourceBuilder.CreateDefault().AddService("staffflows");
        _meters = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource)
            .AddMeter(Sources).AddOtlpExporter(options => options.Endpoint = endpoint).Build();
        _traces = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource)
            .AddSource(Sources).AddOtlpExporter(options => options.Endpoint = endpoint).Build();
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        _meters?.ForceFlush(2000);
        _traces?.ForceFlush(2000);
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        _meters?.Dispose();
        _traces?.Dispose();
    }
}
