using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using StaffFlows.Testing;

namespace StaffFlows.Drills;

/// <summary>No room is left beside the SQLite file: reading goes on, writing is put off with a reason, and works again once there is room.</summary>
public sealed class When_the_disk_is_full
{
    [FullDiskFact]
    public async Task Reading_goes_on_and_writing_waits_for_room()
    {
        using var disk = Tmpfs.Mount(megabytes: 48);
        await using var database = new SqliteDrillDatabase(disk.Folder);
        await using var host = await HostProcess.StartAsync(database, ("Workflows:Folder", Path.Combine(AppContext.BaseDirectory, "hall")));
        var clerk = await host.AsAsync("u030");
        var ledger = new Ledger();
        await AskAsync(host, ledger, number: 0);
        var mark = host.Log.Mark;

        disk.Fill();
        var postponed = await FillTheLogAsync(host, ledger);

        (await clerk.InboxAsync("started")).Count.ShouldBe(ledger.All.Count(w => w.IsAcknowledged));
        await host.UntilHealthIsAsync("Unhealthy");
        (await host.TroublesAsync()).ShouldContain("storage-full: database");
        using (var answer = await clerk.Client.PostAsJsonAsync("/api/v1/procedures/drill-wait/cases", postponed.Body)) await answer.ShouldBePostponedAsync("storage-full");
        host.IsRunning.ShouldBeTrue();

        disk.MakeRoom();

        await host.UntilHealthIsAsync("Healthy");
        (await postponed.AskAsync(host)).ShouldNotBeNull().Expect();
        host.Log.ShouldSayOnce(mark, "storage-full", "database");
        (await Ledger.RepeatAsync(host, ledger.All)).ShouldBeEmpty();
        await using var records = Records.Of(database);
        (await new Audit(records, ledger).RunAsync()).ShouldBeEmpty();
    }

    /// <summary>What SQLite has taken of the disk before it may still be written; then nothing.</summary>
    private static async Task<Wish> FillTheLogAsync(HostProcess host, Ledger ledger)
    {
        const int Cases = 200;
        for (var number = 1; number < Cases; number++)
            if (await AskAsync(host, ledger, number) is { Answer: null } postponed)
                return postponed;
        throw new InvalidOperationException("The disk is full, and still everything could be written.");
    }

    private static async Task<Wish> AskAsync(HostProcess host, Ledger ledger, int number)
    {
        var wish = new Wish(WishKind.Start, "u030", "procedures/drill-wait/cases", Watching.Leave(number));
        ledger.Add(wish);
        var said = (await wish.AskAsync(host)).ShouldNotBeNull().ShouldNotBreak();
        said.Status.ShouldBeOneOf(HttpStatusCode.Created, HttpStatusCode.ServiceUnavailable);
        return wish;
    }
}
