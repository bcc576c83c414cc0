using System.Net;
using System.Net.Http.Json;
using StaffFlows.Testing;

namespace StaffFlows.Drills;

/// <summary>The server is stopped at once under eight people at work, and comes back: the host stays, says so once, and nothing is lost.</summary>
public sealed class When_PostgreSQL_goes_away
{
    [ServerFact]
    public async Task The_host_stays_says_so_once_and_goes_on_when_it_is_back()
    {
        await using var server = await PostgreSqlServer.CreateAsync();
        await using var host = await HostProcess.StartAsync(server, ("Workflows:Folder", Path.Combine(AppContext.BaseDirectory, "hall")));
        var clerk = await host.AsAsync("u030");
        var (ledger, days) = (new Ledger(), new LeaveDays(DateOnly.FromDateTime(Patience.Clock.GetUtcNow().UtcDateTime).AddDays(60)));
        using var over = new CancellationTokenSource();
        var people = Enumerable.Range(1, 8).Select(seed => new Clerk(host, ledger, days, seed)).Select(p => Task.Run(() => p.WorkAsync(over.Token))).ToList();
        await Patience.UntilAsync(() => ledger.All.Count(w => w.IsAcknowledged) > 20, TimeSpan.FromMinutes(2));

        var mark = host.Log.Mark;
        await server.StopAsync();

        await host.UntilHealthIsAsync("Unhealthy");
        (await host.PartAsync("database")).ShouldBe("Unhealthy");
        (await host.TroublesAsync()).ShouldContain("database-away: database");
        using (var answer = await clerk.Client.PostAsJsonAsync("/api/v1/procedures/leave/cases", Watching.Leave(number: 20))) await answer.ShouldBePostponedAsync("database-away");
        await A_page_keeps_what_was_typed(clerk);
        host.IsRunning.ShouldBeTrue();

        await server.StartAsync();

        await host.UntilHealthIsAsync("Healthy");
        var done = ledger.All.Count(w => w.IsAcknowledged);
        await Patience.UntilAsync(() => people.Exists(p => p.IsFaulted) || ledger.All.Count(w => w.IsAcknowledged) > done + 8, TimeSpan.FromMinutes(2));
        await over.CancelAsync();
        await Task.WhenAll(people);

        host.Log.ShouldSayOnce(mark, "database-away", "database");
        host.Log.Since(mark).Count(l => l.Message.Contains("is over", StringComparison.Ordinal)).ShouldBe(1);
        (await Ledger.RepeatAsync(host, ledger.All)).ShouldBeEmpty();
        await using var records = Records.Of(server);
        (await new Audit(records, ledger).RunAsync()).ShouldBeEmpty();
    }

    private static async Task A_page_keeps_what_was_typed(Staff clerk)
    {
        using var form = new FormUrlEncodedContent([new("reason", "回乡探亲，往返须数日。"), new("idempotencyKey", "k1")]);
        using var page = await clerk.Client.PostAsync(new Uri("/start/leave", UriKind.Relative), form);

        page.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        var html = WebUtility.HtmlDecode(await page.Content.ReadAsStringAsync());
        html.ShouldContain("回乡探亲，往返须数日。");
        html.ShouldContain("action=\"/start/leave\"");
    }
}
