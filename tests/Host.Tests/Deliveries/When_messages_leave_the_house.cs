using System.Text;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StaffFlows.Testing;
using StaffFlows.Workflows.Calendar;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Deliveries;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.Persistence.Model;

namespace StaffFlows.Host.Tests.Deliveries;

/// <summary>An application for leave tells its stand-in by mail and SMS; in the demo both become files.</summary>
public sealed class When_messages_leave_the_house
{
    /// <summary>The host itself sends nothing.</summary>
    private static readonly (string, string)[] Nobody = [("Mail:Sender", "None"), ("Sms:Sender", "None")];

    private static readonly TimeSpan Sleep = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task They_leave_by_themselves_and_once_even_across_a_restart()
    {
        var log = new DeliveryLog();
        await using var hall = await Hall.OpenAsync(log: log);
        await hall.SubmittedAsync();
        var rows = await OutboxAsync(hall);
        rows.ShouldAllBe(row => row.SettledAt == null);

        hall.SystemClock.Advance(Sleep);
        await log.UntilAsync(rows.Count);
        await hall.RestartAsync();
        hall.SystemClock.Advance(Sleep);
        await hall.SubmittedAsync("u032", "2026-12-07", "2026-12-08");
        hall.SystemClock.Advance(Sleep);
        var all = (await OutboxAsync(hall)).Count;
        await log.UntilAsync(all);

        Files(hall).Count.ShouldBe(all);
        log.Lines.ShouldAllBe(line => !line.Contains("16900000031") && !line.Contains("u031@"));
        log.Lines.ShouldContain(line => line.Contains("169****0031"));
    }

    [Fact]
    public async Task They_are_in_the_language_that_the_recipient_has_chosen_and_name_nothing_of_the_case()
    {
        await using var hall = await Hall.OpenAsync();
        var standIn = await Visitor.SignInAsync(hall, "u031");
        await standIn.SubmitAsync("/inbox", "/account/language", ("culture", "en"), ("returnUrl", "/inbox"));
        await hall.SubmittedAsync();

        await DeliverAsync(hall);

        var sms = Files(hall).Single(file => file.Name.EndsWith(".txt", StringComparison.Ordinal)).Content;
        sms.ShouldStartWith("16900000031\nYou have 1 task.");
        var mail = Files(hall).Single(file => file.Name.EndsWith(".eml", StringComparison.Ordinal)).Content;
        mail.ShouldContain("To: <u031@linxi-zwzx.example>");
        mail.ShouldContain($"Subject: =?utf-8?B?{Convert.ToBase64String("You have a new notice, please"u8)[..32]}");
        Decoded(mail).ShouldContain("You have 1 task.");
        (sms + Decoded(mail)).ShouldNotContain("回乡探亲");
        (sms + Decoded(mail)).ShouldNotContain("钱溪亭");
    }

    [Fact]
    public async Task At_night_SMS_wait_for_the_morning_and_mail_does_not()
    {
        await using var hall = await Hall.OpenAsync(Hall.At(2026, 11, 23, 21), settings: Nobody);
        await hall.SubmittedAsync();
        ISender[] both = [new KeptSender(OutboxChannel.Mail, new SendResult.Sent(null)), new KeptSender(OutboxChannel.Sms, new SendResult.Sent(null))];

        await DeliverAsync(hall, both);

        (await OutboxAsync(hall)).Select(row => (row.Channel, row.Ending, row.NextAttemptAt)).ShouldBe(
            [(OutboxChannel.Mail, OutboxEnding.Sent, Hall.At(2026, 11, 23, 21)), (OutboxChannel.Sms, null, Hall.At(2026, 11, 24, 8))], ignoreOrder: true);
        hall.SystemClock.Advance(TimeSpan.FromHours(11));
        await DeliverAsync(hall, both);
        (await OutboxAsync(hall)).ShouldAllBe(row => row.Ending == OutboxEnding.Sent && row.Attempts == 1);
    }

    [Fact]
    public async Task What_waited_for_days_because_there_was_no_sender_is_told_to_nobody()
    {
        await using var hall = await Hall.OpenAsync(settings: Nobody);
        await hall.SubmittedAsync();
        var old = (await OutboxAsync(hall)).Single(row => row.Channel is OutboxChannel.Mail).Id;
        hall.SystemClock.Advance(TimeSpan.FromDays(4));
        var late = new KeptSender(OutboxChannel.Mail, new SendResult.Sent(null));

        await DeliverAsync(hall, late);

        late.Ids.ShouldNotContain(old, "what has become due meanwhile is another matter");
        (await OutboxAsync(hall)).Single(row => row.Id == old).Ending.ShouldBe(OutboxEnding.Dropped);
    }

    [Fact]
    public async Task Without_a_sender_they_wait_and_the_health_page_says_so()
    {
        await using var hall = await Hall.OpenAsync(settings: ("Sms:Sender", "None"));
        await hall.SubmittedAsync();

        await DeliverAsync(hall);

        (await OutboxAsync(hall)).Single(row => row.SettledAt == null).Channel.ShouldBe(OutboxChannel.Sms);
        var health = (await Answer.ReadAsync(await hall.NewClient().GetAsync(new Uri("/health/ready", UriKind.Relative)))).Expect();
        (health.Text("status"), health["parts"]!.Text("deliveries"), health["deliveries"]!["withoutSender"]!.GetValue<int>()).ShouldBe(("Degraded", "Degraded", 1));
    }

    [Fact]
    public async Task What_can_not_be_sent_is_tried_again_and_at_last_given_up()
    {
        await using var hall = await Hall.OpenAsync(settings: Nobody);
        await hall.SubmittedAsync();
        var broken = new KeptSender(OutboxChannel.Mail, new SendResult.Failed("mail-unreachable"));
        var attempts = new List<DateTimeOffset>();

        foreach (var pause in DeliveryRules.Pauses.Append(TimeSpan.FromDays(1)))
        {
            await DeliverAsync(hall, broken);
            attempts.Add(hall.SystemClock.GetUtcNow());
            (await DeliverAsync(hall, broken)).ShouldBe(0, "its time has not come");
            hall.SystemClock.Advance(pause);
        }

        (await DeliverAsync(hall, broken)).ShouldBe(0);
        var mail = (await OutboxAsync(hall)).Single(row => row.Channel is OutboxChannel.Mail);
        (mail.Ending, mail.Attempts).ShouldBe((OutboxEnding.GivenUp, 6));
        broken.Ids.ShouldAllBe(id => id == mail.Id, "another side can tell a repeat");
        await using var db = await hall.Services.GetRequiredService<IDbContextFactory<StaffFlowsDbContext>>().CreateDbContextAsync();
        (await db.Deliveries.Where(d => d.OutboxId == mail.Id).OrderBy(d => d.Attempt).Select(d => new { d.BegunAt, d.Error }).ToListAsync())
            .Select(d => (d.BegunAt, d.Error)).ShouldBe(attempts.Select(at => (at, (string?)"mail-unreachable")));
    }

    /// <summary>What the bus does with what the relay gives it, without either, so that it is done when this answers.</summary>
    private static async Task<int> DeliverAsync(Hall hall, params ISender[] senders)
    {
        var services = hall.Services;
        var deliverer = senders.Length == 0 ? services.GetRequiredService<Deliverer>() : new Deliverer(
            services.GetRequiredService<OutboxStore>(), services.GetRequiredService<IDbContextFactory<StaffFlowsDbContext>>(), services.GetRequiredService<MessageTexts>(),
            senders, services.GetRequiredService<DeliveryRules>(), services.GetRequiredService<BusinessClock>());
        var leased = await services.GetRequiredService<OutboxStore>().LeaseAsync(deliverer.Channels, Deliverer.Lease, 100, default);
        foreach (var message in leased) await deliverer.DeliverAsync(message, default);
        return leased.Length;
    }

    private static async Task<List<OutboxMessage>> OutboxAsync(Hall hall)
    {
        await using var db = await hall.Services.GetRequiredService<IDbContextFactory<StaffFlowsDbContext>>().CreateDbContextAsync();
        return await db.Outbox.AsNoTracking().ToListAsync();
    }

    private static List<(string Name, string Content)> Files(Hall hall) =>
        [.. Directory.EnumerateFiles(Path.Combine(hall.Folder, "outbox"), "*", SearchOption.AllDirectories).Select(file => (Path.GetFileName(file), File.ReadAllText(file)))];

    /// <summary>All that is in base 64 in a mail.</summary>
    private static string Decoded(string mail) => string.Concat(Regex.Matches(mail, "base64\r\n\r\n(?<lines>(?:[A-Za-z0-9+/=]+\r\n)+)", RegexOptions.None, TimeSpan.FromSeconds(1))
        .Select(part => Encoding.UTF8.GetString(Convert.FromBase64String(part.Groups["lines"].Value.ReplaceLineEndings("")))));

    private sealed class KeptSender(OutboxChannel channel, SendResult answer) : ISender
    {
        public List<Guid> Ids { get; } = [];

        public OutboxChannel Channel => channel;

        public Task<SendResult> SendAsync(OutgoingMessage message, CancellationToken ct)
        {
            Ids.Add(message.Id);
            return Task.FromResult(answer);
        }
    }
}
