using StaffFlows.Testing;

namespace StaffFlows.Host.Tests.Notices;

/// <summary>One hall for all situations of a class, behind a proxy that says who calls.</summary>
public sealed class HallBehindProxy : IAsyncLifetime
{
    public Hall Hall { get; private set; } = null!;

    public async Task InitializeAsync() => Hall = await Hall.OpenAsync(settings: ("Security:ForwardedHeaders", "true"));

    public async Task DisposeAsync() => await Hall.DisposeAsync();
}
