using StaffFlows.Testing;

namespace StaffFlows.Host.Tests.Registers;

/// <summary>One hall for all situations of a class, each of its people signed in once: 37 persons are on post since a day that is known, and no selection has begun.</summary>
public sealed class HallWithNobodyNew : IAsyncLifetime
{
    private readonly Dictionary<string, Visitor> visitors = [];

    public Hall Hall { get; private set; } = null!;

    internal async Task<Visitor> AsAsync(string userName) => visitors.TryGetValue(userName, out var known) ? known : visitors[userName] = await Visitor.SignInAsync(Hall, userName);

    public async Task InitializeAsync() => Hall = await Hall.OpenAsync();

    public async Task DisposeAsync() => await Hall.DisposeAsync();
}
