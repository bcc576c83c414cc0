using System.Collections.Concurrent;
using System.Net;

namespace StaffFlows.Drills.Cluster;

/// <summary>In turn, as an update does it, while people work.</summary>
[Collection(ClusterCollection.Name)]
public sealed class When_a_node_is_stopped(RunningCluster running)
{
    private TwoNodes Cluster => running.Cluster;

    [ClusterFact]
    public async Task It_finishes_what_it_has_begun_and_nobody_notices()
    {
        using var over = new CancellationTokenSource();
        var pairs = Cluster.Pairs.Where(p => p.Number % 5 == 4).ToList();
        foreach (var pair in pairs.Take(8)) await Cluster.Desks.ClientAsync(pair.Applicant);
        var before = Cluster.Desks.SentAgain;
        var started = new ConcurrentBag<HttpStatusCode>();
        var working = Task.WhenAll(Enumerable.Range(0, 8).Select(desk => WorkAsync(pairs[desk], started, over.Token)));

        await using (var page = new Listeners([await Cluster.Desks.ClientAsync(pairs[0].Applicant, Cluster.A.Address)]))
        {
            await page.NextAsync();
            await Cluster.A.StopAsync();
            (await page.AreOverAsync()).ShouldBeTrue();
        }

        Cluster.A.ExitCode.ShouldBe(0);
        await Cluster.A.StartAsync();
        await Cluster.Proxy.UntilItUsesAsync("a");
        await Cluster.B.RestartAsync();
        await Cluster.Proxy.UntilItUsesAsync("b");
        await over.CancelAsync();
        await working;

        started.Count.ShouldBeGreaterThan(50);
        started.ShouldAllBe(status => status == HttpStatusCode.Created || status == HttpStatusCode.OK);
        Cluster.Desks.SentAgain.ShouldBe(before, "nobody had to ask twice");
        (await Cluster.Records.DoublesAsync()).ShouldBeEmpty();
    }

    /// <summary>Saves drafts and reads the inbox, one after the other.</summary>
    private async Task WorkAsync(Pair pair, ConcurrentBag<HttpStatusCode> answers, CancellationToken over)
    {
        while (!over.IsCancellationRequested)
        {
            var saved = await Cluster.Desks.PostAsync(pair.Applicant, "procedures/leave/cases", new { draft = true, form = new { type = "annual", reason = "回乡探亲" } });
            answers.Add(saved.Status);
            await Cluster.Desks.GetAsync(pair.Applicant, "inbox?view=drafts");
        }
    }
}
