namespace StaffFlows.Drills.Cluster;

/// <summary>One cluster for the drills that leave both nodes standing.</summary>
[CollectionDefinition(Name)]
public sealed class ClusterCollection : ICollectionFixture<RunningCluster>
{
    public const string Name = "two nodes";
}

/// <summary>Not there where something is missing; its drills are skipped then.</summary>
public sealed class RunningCluster : IAsyncLifetime
{
    internal TwoNodes Cluster { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        if (TwoNodes.Absent is null) Cluster = await TwoNodes.StartAsync();
    }

    public async Task DisposeAsync()
    {
        if (Cluster is not null) await Cluster.DisposeAsync();
    }
}
