using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StaffFlows.Testing;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.Persistence.Verification;

namespace StaffFlows.Workflows.Specs.Publicity;

/// <summary>Posted on 12 March 2026, ended on the 19th; cases other than leave keep their personal data for ten years.</summary>
public sealed class When_a_publicity_has_had_its_time
{
    private const string Facts = "2026年3月2日在梨花巷兼职";
    private const string Answer = "经核查，当日为调休";
    private static readonly DateTimeOffset After = Hall.At(2036, 3, 22);

    [Fact]
    public async Task Names_proofs_facts_and_answers_go_and_the_dates_and_the_chain_stay()
    {
        await using var hall = await Hall.OpenAsync(opensAt: HallInMarch.Now);
        var publicity = await hall.RunningAsync(HallInMarch.Now);
        await hall.ObjectAsync(publicity, "E055", Facts);
        var objection = await hall.ObjectionAsync();
        await hall.ConcludeAsync(objection, "unfounded", Answer);
        await hall.AdvanceToAsync(Hall.At(2026, 3, 20, 0));
        (await hall.StatusAsync(publicity)).ShouldBe("approved");
        (await TextsAsync(hall, publicity, objection)).ShouldContain("蓝采薇");
        await hall.AdvanceToAsync(After);

        (await (await hall.AsAsync("u010")).PostAsync("admin/retention/run"))["cases"]!.GetValue<int>().ShouldBe(2);

        var texts = await TextsAsync(hall, publicity, objection);
        foreach (var personal in new[] { "蓝采薇", "巩志远", "木子", "0990-7654321", "linxi.example", Facts, Answer }) texts.ShouldNotContain(personal);
        await using var db = await hall.Services.GetRequiredService<IDbContextFactory<StaffFlowsDbContext>>().CreateDbContextAsync();
        var notice = await db.Publicities.AsNoTracking().SingleAsync();
        (notice.Notice, notice.Result, notice.LastDay).ShouldBe(("", null, new DateOnly(2026, 3, 19)));
        notice.Digest.ShouldNotBeEmpty();
        (await db.Postings.AsNoTracking().ToListAsync()).ShouldAllBe(p => p.Proof.Length == 0);
        (await hall.NoticeAsync(publicity)).Html.ShouldNotContain("蓝采薇");
        (await hall.Services.GetRequiredService<DatabaseVerification>().RunAsync(null, default)).Findings.ShouldBeEmpty();
    }

    /// <summary>Everything that is written about both cases, decrypted.</summary>
    private static async Task<string> TextsAsync(Hall hall, params Guid[] cases)
    {
        await using var db = await hall.Services.GetRequiredService<IDbContextFactory<StaffFlowsDbContext>>().CreateDbContextAsync();
        string[] chains = [.. cases.Select(id => $"case:{id:N}")];
        return PlainJson.Unescape(string.Join('\n',
        [
            .. (await db.Cases.AsNoTracking().ToListAsync()).Select(c => $"{c.Title} {c.Data.ToJsonString()}"),
            .. (await db.Instances.AsNoTracking().ToListAsync()).Select(i => i.State + i.Name),
            .. await db.Journal.AsNoTracking().Select(j => j.Json).ToListAsync(),
            .. (await db.UserTasks.AsNoTracking().ToListAsync()).SelectMany(t => t.Reasons.Select(r => r.Zh + r.En).Append(t.Opinion)),
            .. (await db.CaseEntries.AsNoTracking().ToListAsync()).SelectMany(e => e.Arguments),
            .. (await db.Messages.AsNoTracking().ToListAsync()).SelectMany(m => m.Arguments),
            .. (await db.Publicities.AsNoTracking().ToListAsync()).SelectMany(p => p.Remarks.SelectMany(r => r.Arguments).Append(p.Notice).Append(p.Result)),
            .. (await db.Postings.AsNoTracking().ToListAsync()).SelectMany(p => p.Proof),
            .. (await db.Objections.AsNoTracking().ToListAsync()).Select(o => o.Answer),
            .. await db.AuditEntries.AsNoTracking().Where(e => chains.Contains(e.Aggregate)).Select(e => e.Details).ToListAsync(),
            .. await db.AnsweredRequests.AsNoTracking().Select(r => r.Answer).ToListAsync(),
        ]));
    }
}
