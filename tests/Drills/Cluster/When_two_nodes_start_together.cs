namespace StaffFlows.Drills.Cluster;

/// <summary>Both nodes of the cluster were started at the same time on a database without a single table.</summary>
[Collection(ClusterCollection.Name)]
public sealed class When_two_nodes_start_together(RunningCluster running)
{
    /// <summary>As many as the product ships.</summary>
    private static int Definitions => Directory.GetFiles(RepositoryFolder.Of("workflows"), "*.json").Count(file => Path.GetFileName(file) is not "demo-organisation.json");

    private Records Records => running.Cluster.Records;

    [ClusterFact]
    public async Task The_database_is_filled_once()
    {
        (await Records.ReadAsync<long>("SELECT COUNT(*) FROM people")).ShouldBe(600);
        (await Records.ReadAsync<long>("SELECT COUNT(*) FROM accounts")).ShouldBe(600);
        (await Records.ReadAsync<long>("SELECT COUNT(*) FROM workflow_definitions")).ShouldBe(Definitions);
        (await Records.ReadAsync<int>("SELECT MAX(version) FROM profiles")).ShouldBe(1);
        (await Records.ReadAsync<long>("SELECT COUNT(*) FROM audit_entries WHERE aggregate = 'organisation'")).ShouldBe(1);
        (await Records.ReadAsync<long>("SELECT COUNT(*) FROM data_protection_keys")).ShouldBe(1, "a second key would be unknown to the node that did not make it");
    }

    [ClusterFact]
    public async Task Both_are_ready_and_who_signed_in_at_one_is_known_to_the_other()
    {
        var atA = await running.Cluster.A.AsAsync("u030");
        foreach (var node in new[] { running.Cluster.A, running.Cluster.B })
        {
            (await node.HealthAsync()).Expect()["status"]!.GetValue<string>().ShouldBe("Healthy");
            using var client = node.NewClient();
            client.DefaultRequestHeaders.Authorization = atA.Client.DefaultRequestHeaders.Authorization;
            (await client.GetAsync(new Uri("/api/v1/inbox", UriKind.Relative))).EnsureSuccessStatusCode();
        }
    }
}
