using StaffFlows.Testing;

namespace StaffFlows.Workflows.Specs.Publicity;

/// <summary>One hall for all situations of a class that don't move its clock: Thursday 12 March 2026 at 09:30, in weeks without holidays.</summary>
public sealed class HallInMarch : IAsyncLifetime
{
    public static readonly DateTimeOffset Now = Hall.At(2026, 3, 12, 9, 30);

    public Hall Hall { get; private set; } = null!;

    public async Task InitializeAsync() => Hall = await Hall.OpenAsync(opensAt: Now);

    public async Task DisposeAsync() => await Hall.DisposeAsync();
}
