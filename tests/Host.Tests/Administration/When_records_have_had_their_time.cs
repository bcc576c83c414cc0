using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StaffFlows.Host.Tests.Commands;
using StaffFlows.Host.Tests.Operations;
using StaffFlows.Testing;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.Persistence.Retention;

namespace StaffFlows.Host.Tests.Administration;

/// <summary>The demo hall goes by 房县, which takes over the product's defaults: leave 5 years, drafts 180 days, messages 365 days.</summary>
public sealed class When_records_have_had_their_time
{
    private const string Reason = "陪护母亲住院";
    private const string Opinion = "情况属实，同意休假";
    private static readonly DateTimeOffset LastDay = Hall.At(2031, 11, 23, 23);
    private static readonly DateTimeOffset After = Hall.At(2031, 11, 24, 1);

    [Fact]
    public async Task A_dry_run_lists_what_is_due_and_erases_nothing()
    {
        await using var hall = await Hall.OpenAsync();
        var leave = await ApprovedAsync(hall);
        await hall.AdvanceToAsync(After);

        var due = (await (await hall.AsAsync("u010")).GetAsync("admin/retention")).Expect();

        due["caseCount"]!.GetValue<int>().ShouldBe(1);
        var listed = due["cases"]!.AsArray().ShouldHaveSingleItem()!;
        (listed["id"]!.GetValue<Guid>(), listed.Text("number"), listed.Text("keptUntil")).ShouldBe((leave, "QJ-2026-000001", "2031-11-23"));
        (await (await hall.AsAsync("u030")).CaseAsync(leave))["form"]!.Text("reason").ShouldBe(Reason);
    }

    [Fact]
    public async Task Personal_data_goes_and_what_counts_stays()
    {
        await using var hall = await Hall.OpenAsync();
        await PersonalDataGoesAsync(hall, "2026-12-03", After, "QJ-2026-000001");
    }

    [PostgreSqlFact]
    public async Task Personal_data_goes_and_what_counts_stays_on_PostgreSQL()
    {
        var running = new PostgreSqlHall();
        await running.InitializeAsync();
        try
        {
            await PersonalDataGoesAsync(running.Hall, "2035-04-10", Hall.At(2040, 4, 1), "QJ-2035-000001");
        }
        finally
        {
            await running.DisposeAsync();
        }
    }

    private static async Task PersonalDataGoesAsync(Hall hall, string dayOfLeave, DateTimeOffset after, string number)
    {
        var leave = await ApprovedAsync(hall, dayOfLeave);
        await hall.AdvanceToAsync(after);

        (await RunAsync(hall)).ShouldBe(1);

        await using var db = Read(hall);
        var @case = await db.Cases.AsNoTracking().SingleAsync(c => c.Id == leave);
        (@case.Number, @case.Procedure, $"{@case.Status}", @case.Title, @case.Data.Count).ShouldBe((number, "leave", "Approved", CaseErasure.Word, 0));
        @case.ClosedAt.ShouldNotBeNull();
        (await db.LeaveEntries.AsNoTracking().SingleAsync(e => e.CaseId == leave)).Days.ShouldBe(1);
        (await db.Attachments.AnyAsync() || await db.AttachmentChunks.AnyAsync()).ShouldBeFalse();
        (await db.Messages.AnyAsync(m => m.CaseId == leave) || await db.Outbox.AnyAsync(m => m.CaseId == leave)).ShouldBeFalse();
        foreach (var text in await TextsAsync(db, leave))
        {
            text.ShouldNotContain(Reason);
            text.ShouldNotContain(Opinion);
            text.ShouldNotContain("体检证明");
            text.ShouldNotContain("钱溪亭");
        }
    }

    [Fact]
    public async Task The_chain_stays_whole_and_says_who_erased_it()
    {
        await using var hall = await Hall.OpenAsync();
        var leave = await ApprovedAsync(hall);
        await hall.AdvanceToAsync(After);

        await RunAsync(hall);

        await using var db = Read(hall);
        var last = await db.AuditEntries.AsNoTracking().Where(e => e.Aggregate == $"case:{leave:N}").OrderBy(e => e.Sequence).LastAsync();
        (last.Action, last.ActorId).ShouldBe(("case.erased", "E010"));
        last.Details!.ShouldContain("Retention.LeaveCaseYears");
        (await db.AuditEntries.AnyAsync(e => e.Aggregate == last.Aggregate && e.Sequence < last.Sequence && e.Details != null)).ShouldBeFalse("digests of short texts can be guessed");
        (await hall.Services.GetRequiredService<AuditChain>().VerifyAsync("", default)).ShouldAllBe(v => v.IsWhole);
        var said = await Operator.TypesAsync(Drill.Connection(hall.File()), "verify");
        said.ExitCode.ShouldBe(0, said.Output);
    }

    [Fact]
    public async Task Its_page_says_so_instead_of_breaking()
    {
        await using var hall = await Hall.OpenAsync();
        var leave = await ApprovedAsync(hall);
        await hall.AdvanceToAsync(After);
        await RunAsync(hall);
        var clerk = await Visitor.SignInAsync(hall, "u030");

        var page = await clerk.SeeAsync($"/cases/{leave}");
        page.Status.ShouldBe(HttpStatusCode.OK);
        page.Html.ShouldContain("已按保存期限清除个人信息");
        page.Html.ShouldContain("QJ-2026-000001");
        page.Html.ShouldNotContain(Reason);
        (await clerk.SeeAsync($"/cases/{leave}/print")).Html.ShouldContain("已按保存期限清除");
        var answer = await (await hall.AsAsync("u030")).CaseAsync(leave);
        answer["erasedAt"].ShouldNotBeNull();
        answer["form"]!.AsObject().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_second_run_changes_nothing()
    {
        await using var hall = await Hall.OpenAsync();
        await ApprovedAsync(hall);
        await hall.AdvanceToAsync(After);
        await RunAsync(hall);
        var entries = await CountAuditAsync(hall);

        (await RunAsync(hall)).ShouldBe(0);

        (await CountAuditAsync(hall)).ShouldBe(entries);
    }

    [Fact]
    public async Task On_the_last_day_and_while_it_is_running_a_case_is_kept()
    {
        await using var hall = await Hall.OpenAsync();
        var approved = await ApprovedAsync(hall);
        var running = await hall.SubmittedAsync(from: "2026-12-10", to: "2026-12-10");
        await hall.AdvanceToAsync(LastDay);
        (await RunAsync(hall)).ShouldBe(0, "its last day is not over");
        await hall.AdvanceToAsync(After);

        (await RunAsync(hall)).ShouldBe(1);

        var clerk = await hall.AsAsync("u030");
        (await clerk.CaseAsync(approved))["erasedAt"].ShouldNotBeNull();
        (await clerk.CaseAsync(running))["form"]!.Text("reason").ShouldBe("回乡探亲");
    }

    [Fact]
    public async Task Old_drafts_and_messages_go_with_their_own_time()
    {
        await using var hall = await Hall.OpenAsync();
        await hall.SubmittedAsync();
        var clerk = await hall.AsAsync("u030");
        await clerk.PostAsync("procedures/leave/cases", new { form = new { reason = Reason }, draft = true });
        await hall.AdvanceToAsync(Hall.At(2027, 5, 1));
        (await DueAsync(hall)).ShouldBe((0, false), "neither 180 days nor a year have passed");
        await hall.AdvanceToAsync(Hall.At(2027, 11, 26));
        (await DueAsync(hall)).ShouldBe((1, true));

        await RunAsync(hall);

        (await DueAsync(hall)).ShouldBe((0, false));
        (await clerk.InboxAsync("drafts")).ShouldBeEmpty();
        await using var db = Read(hall);
        (await db.AuditEntries.AnyAsync(e => e.Aggregate == "retention" && e.Action == "messages.erased")).ShouldBeTrue();
        (await db.Outbox.AnyAsync(m => m.SettledAt == null)).ShouldBeTrue("what was never sent is not old news");
    }

    [Fact]
    public async Task It_happens_by_itself_every_day()
    {
        var log = new ErasureLog();
        await using var hall = await Hall.OpenAsync(log: log);
        var leave = await ApprovedAsync(hall);
        await hall.AdvanceToAsync(After);

        hall.SystemClock.Advance(TimeSpan.FromHours(1));
        await log.Done;

        await using var db = Read(hall);
        (await db.AuditEntries.Where(e => e.Aggregate == $"case:{leave:N}" && e.Action == "case.erased").Select(e => e.ActorId).SingleAsync()).ShouldBeNull();
    }

    [Theory]
    [InlineData("u030")]
    [InlineData("u004")]
    [InlineData("u011")]
    public async Task Only_administrators_run_it(string person)
    {
        await using var hall = await Hall.OpenAsync();
        var staff = await hall.AsAsync(person);

        (await staff.TryPostAsync("admin/retention/run")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await staff.GetAsync("admin/retention")).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    /// <summary>Closed on 23 November 2026, the day on which the hall opens, after the centre had its day to object.</summary>
    private static async Task<Guid> ApprovedAsync(Hall hall, string dayOfLeave = "2026-12-03")
    {
        var leave = await hall.SubmittedWithProofAsync(dayOfLeave);
        await hall.FinishAsync(leave);
        return leave;
    }

    private static async Task<int> RunAsync(Hall hall) =>
        (await (await hall.AsAsync("u010")).PostAsync("admin/retention/run"))["cases"]!.GetValue<int>();

    private static async Task<(int Drafts, bool Messages)> DueAsync(Hall hall)
    {
        var due = (await (await hall.AsAsync("u010")).GetAsync("admin/retention")).Expect();
        return (due["drafts"]!.GetValue<int>(), due["messages"]!.GetValue<int>() > 0);
    }

    private static StaffFlowsDbContext Read(Hall hall) => hall.Services.GetRequiredService<IDbContextFactory<StaffFlowsDbContext>>().CreateDbContext();

    private static async Task<int> CountAuditAsync(Hall hall)
    {
        await using var db = Read(hall);
        return await db.AuditEntries.CountAsync(e => e.Aggregate.StartsWith("case:") || e.Aggregate == "retention");
    }

    /// <summary>Everything that is written about the case, decrypted.</summary>
    private static async Task<IReadOnlyList<string>> TextsAsync(StaffFlowsDbContext db, Guid leave)
    {
        var tasks = await db.UserTasks.AsNoTracking().Where(t => t.CaseId == leave).ToListAsync();
        var entries = await db.CaseEntries.AsNoTracking().Where(e => e.CaseId == leave).ToListAsync();
        return
        [
            .. (await db.Instances.AsNoTracking().ToListAsync()).Select(i => i.State + i.Name),
            .. await db.Journal.AsNoTracking().Select(j => j.Json).ToListAsync(),
            .. tasks.Select(t => t.Opinion ?? ""), .. tasks.SelectMany(t => t.Reasons).Select(r => r.Zh + r.En),
            .. entries.SelectMany(e => e.Arguments),
            .. await db.AuditEntries.AsNoTracking().Where(e => e.Aggregate == $"case:{leave:N}").Select(e => e.Details ?? "").ToListAsync(),
            .. await db.AnsweredRequests.AsNoTracking().Select(r => r.Answer).ToListAsync(),
        ];
    }
}
