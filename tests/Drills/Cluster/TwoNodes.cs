using System.Globalization;
using StaffFlows.Testing;

namespace StaffFlows.Drills.Cluster;

/// <summary>A drill with two nodes on a database of the run's PostgreSQL server, behind the proxy.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ClusterFactAttribute : FactAttribute
{
    public ClusterFactAttribute() => Skip = TwoNodes.Absent;
}

/// <summary>
/// Two hosts, each a process of its own, on one PostgreSQL database and behind the proxy. They start together on the empty database;
/// business time is moved to a Monday of a year without holiday notices, so that the drills' dates are the same on every day.
/// </summary>
internal sealed class TwoNodes : IAsyncDisposable
{
    /// <summary>09:00 in Asia/Shanghai.</summary>
    public static readonly DateTimeOffset Monday = Hall.At(2035, 3, 5);

    private readonly PostgreSqlDrillDatabase database;
    private readonly HallOfSixHundred hall;
    private Proxy? proxy;

    private TwoNodes(PostgreSqlDrillDatabase database, HallOfSixHundred hall) => (this.database, this.hall) = (database, hall);

    /// <summary>What is missing for two nodes behind a proxy; null where nothing is.</summary>
    public static string? Absent => PostgreSqlDatabase.Server is null ? PostgreSqlDatabase.Absent : Proxy.IsThere ? null : Proxy.Absent;

    public HostProcess A { get; private set; } = null!;

    public HostProcess B { get; private set; } = null!;

    /// <summary>People who come through the proxy.</summary>
    public Desks Desks { get; private set; } = null!;

    public Records Records { get; private set; } = null!;

    public IReadOnlyList<Pair> Pairs => hall.Pairs;

    public string ConnectionString => database.ConnectionString;

    public Proxy Proxy => proxy!;

    /// <param name="ofA">Configuration and environment of node A beside what both have.</param>
    public static async Task<TwoNodes> StartAsync(DateTimeOffset? opensAt = null, params (string Key, string Value)[] ofA)
    {
        var cluster = new TwoNodes(await PostgreSqlDrillDatabase.CreateAsync(), HallOfSixHundred.Write());
        try
        {
            await cluster.OpenAsync(opensAt ?? Monday, ofA);
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (proxy is not null) await proxy.DisposeAsync();
        if (Desks is not null) Desks.Dispose();
        if (Records is not null) await Records.DisposeAsync();
        foreach (var node in new[] { A, B })
            if (node is not null)
                await node.DisposeAsync();
        await database.DisposeAsync();
        hall.Dispose();
    }

    private async Task OpenAsync(DateTimeOffset opensAt, (string Key, string Value)[] ofA)
    {
        var ports = new[] { Proxy.FreePort(), Proxy.FreePort() };
        var (a, b) = (HostProcess.StartAsync(database, [.. Settings(ports[0]), .. ofA]), HostProcess.StartAsync(database, Settings(ports[1])));
        (A, B) = (await a, await b);
        proxy = await Proxy.StartAsync(ports);
        (Desks, Records) = (new Desks(proxy.Address), new Records(database));
        await Desks.MoveClockAsync(opensAt);
    }

    private (string Key, string Value)[] Settings(int port) =>
    [
        ("ASPNETCORE_URLS", string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}")),
        ("Workflows:Folder", hall.Folder),
        ("Security:ForwardedHeaders", "true"),
        ("Shutdown:DrainSeconds", "3"),
    ];
}
