using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StaffFlows.Engine.Execution;
using StaffFlows.Testing;
using StaffFlows.Workflows.Persistence;

namespace StaffFlows.Workflows.Specs.Golden;

/// <summary>
/// What a hall has on record of all its cases, in the words of the office: no ids, names instead; all moments in the hall's zone. What
/// happened at one moment stands in one order, whatever the database.
/// </summary>
internal sealed class SelectionRecord(OfficeWords words)
{
    private readonly StringBuilder text = new();

    public static async Task<string> ReadAsync(Hall hall)
    {
        var words = await OfficeWords.OfAsync(hall);
        var record = new SelectionRecord(words);
        await using var db = await hall.Services.GetRequiredService<IDbContextFactory<StaffFlowsDbContext>>().CreateDbContextAsync();
        var journal = hall.Services.GetRequiredService<JournalReader>();
        foreach (var found in (await db.Cases.AsNoTracking().ToListAsync()).OrderBy(c => c.Number, StringComparer.Ordinal))
        {
            record.Add($"━━ {found.Number}　{found.Title}　{words.Of(found.Status)}　{Moment(found.SubmittedAt)} 至 {Moment(found.ClosedAt)}");
            record.AddPath(StepNames.Of(found.Procedure), await journal.ReadAsync(new(found.InstanceId!.Value), CancellationToken.None));
            await record.AddTasksAsync(db, found.Id);
            await record.AddEntriesAsync(db, found.Id);
            await record.AddMessagesAsync(db, found.Id);
            await record.AddAuditAsync(db, found.Id);
            foreach (var document in await CaseDocumentTexts.ReadAsync(hall, found.Id)) record.Add(document);
            record.Add("");
        }

        await record.AddRegistersAsync(db);
        return record.text.ToString();
    }

    /// <summary>A line for each burst: what ended in it, by which way out, and which timer woke it.</summary>
    private void AddPath(StepNames names, IReadOnlyList<JournalEntry> journal)
    {
        Add("路径");
        foreach (var moment in journal.GroupBy(e => e.At).OrderBy(g => g.Key))
        {
            var steps = moment.OrderBy(e => e.Sequence).Where(e => e.Event is not JournalEvents.Started && names.Find(e.NodeId) is not null)
                .Where(e => e.Event is not JournalEvents.Resumed || e.DueAt is not null)
                .Select(e => names.Find(e.NodeId) + e switch
                {
                    { Event: JournalEvents.Suspended } => "…",
                    { DueAt: { } due } => $"〔{Moment(due)} 到时〕",
                    { Event: JournalEvents.Canceled } => "×",
                    { Outcomes: ["Done"] or [] } => "",
                    _ => $"（{string.Join('、', e.Outcomes)}）",
                }).ToList();
            if (steps.Count > 0) Add($"  {Moment(moment.Key)}　{string.Join(" → ", steps)}");
        }
    }

    private async Task AddTasksAsync(StaffFlowsDbContext db, Guid id)
    {
        Add("待办");
        var tasks = await db.UserTasks.AsNoTracking().Where(t => t.CaseId == id).ToListAsync();
        AddSorted(tasks.Select(t => $"  {Moment(t.CreatedAt)}　{t.StepName}　{words.Names(t.Reasons.Select(r => r.PersonId))}"
            + (t.DueAt is { } due ? $"　限 {Moment(due)}{(t.DueIsProvisional ? "（暂定）" : "")}" : "")
            + (t.Outcome is { } outcome ? $"　{Moment(t.ClosedAt)} {words.Name(t.DecidedById)} {t.Outcomes.First(o => o.Key == outcome).Zh}" : $"　{Moment(t.ClosedAt)} {(t.ClosedBecause is { } why ? words.Say(why) : $"{t.State}")}")
            + (t.Opinion is { Length: > 0 } opinion ? $"“{opinion}”" : "")));
    }

    private async Task AddEntriesAsync(StaffFlowsDbContext db, Guid id)
    {
        Add("记事");
        AddSorted((await db.CaseEntries.AsNoTracking().Where(e => e.CaseId == id).ToListAsync()).Select(e => $"  {Moment(e.At)}　{e.StepName}　{words.Say(e.TextKey, e.Arguments)}"));
    }

    private async Task AddMessagesAsync(StaffFlowsDbContext db, Guid id)
    {
        Add("告知");
        var messages = await db.Messages.AsNoTracking().Where(m => m.CaseId == id).ToListAsync();
        AddSorted(messages.GroupBy(m => (m.CreatedAt, Text: words.Say(m.TextKey, m.Arguments)))
            .Select(m => $"  {Moment(m.Key.CreatedAt)}　{words.Names(m.Select(one => one.PersonId))}：{m.Key.Text}"));
        var outside = (await db.Outbox.AsNoTracking().Where(m => m.CaseId == id).ToListAsync()).Select(m => (m.CreatedAt, m.Channel, m.RecipientId, Text: words.SayOutside(m.TextKey, m.Arguments)));
        AddSorted(outside.Where(m => m.Text is not null).GroupBy(m => (m.CreatedAt, m.Text)).Select(m => $"  {Moment(m.Key.CreatedAt)}　{string.Join('、', m.Select(one => OfficeWords.Of(one.Channel)).Distinct().Order(StringComparer.Ordinal))} "
            + $"{words.Names(m.Select(one => one.RecipientId))}：{m.Key.Text}"));
    }

    private async Task AddAuditAsync(StaffFlowsDbContext db, Guid id)
    {
        var aggregate = $"case:{id:N}";
        var entries = await db.AuditEntries.AsNoTracking().Where(a => a.Aggregate == aggregate).ToListAsync();
        Add($"留痕　{string.Join('，', entries.GroupBy(a => a.Action).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => $"{g.Key} {g.Count()}"))}");
    }

    private async Task AddRegistersAsync(StaffFlowsDbContext db)
    {
        Add("━━ 台账");
        Add("人选");
        var candidacies = await db.Candidacies.AsNoTracking().ToListAsync();
        AddSorted(candidacies.Select(c => $"  岗位 {c.PostNo} {words.Window(c.WindowId)} {c.Title}　{words.Name(c.PersonId)}　{words.Of(c.State)}　推荐 {Day(c.RecommendedOn)}　成绩 {Number(c.Score)} 第 {Number(c.Rank)}"
            + $"　候补至 {Day(c.ReserveUntil)}　备案 {c.FilingNumber ?? "—"} {Day(c.FiledOn)}　上岗 {Day(c.OnPostDate)}"));
        Add("名额");
        AddSorted((await db.SelectionPlaces.AsNoTracking().ToListAsync()).Select(p => $"  岗位 {p.PostNo} {words.Window(p.WindowId)} {p.Title}　尚占 {p.Places}　接替 {words.Name(p.ReplacesId)}"));
        Add("公示和异议");
        var numbers = await db.Cases.AsNoTracking().ToDictionaryAsync(c => c.Id, c => c.Number);
        AddSorted((await db.Publicities.AsNoTracking().ToListAsync()).Select(p => $"  {numbers[p.CaseId]}　{words.Of(p.State)}　张贴 {Day(p.PostedOn)}　{Day(p.FirstDay)} 至 {Day(p.LastDay)}，{p.WorkingDays} 个工作日{(p.IsProvisional ? "（暂定）" : "")}"
            + $"　期满 {Moment(p.EndedAt)}　展示至 {Day(p.KeepUntil)}"));
        AddSorted((await db.Postings.AsNoTracking().ToListAsync()).Select(p => $"  {numbers[p.CaseId]}　{OfficeWords.Of(p.Venue)} {Moment(p.PostedAt)} 张贴，{Moment(p.ConfirmedAt)} {words.Name(p.ConfirmedById)} 确认"));
        AddSorted((await db.Objections.AsNoTracking().ToListAsync()).Select(o => $"  {numbers[o.CaseId]}　对 {numbers[o.PublicityId]} {words.Name(o.PersonId)}　{Moment(o.ReceivedAt)} 收到　{words.Of(o.State)}　{Moment(o.ClosedAt)} 答复：{o.Answer}"));
        Add("人员");
        AddSorted(candidacies.Select(c => words.Organisation.People[c.PersonId])
            .Select(p => $"  {p.StaffNo} {p.Name}　{words.Window(p.WindowId)}　{p.Post}　上岗 {Day(p.OnPostDate)}　AB 岗 {words.Name(p.PartnerId)}"));
        Add("公示告知");
        var open = await db.Messages.AsNoTracking().Where(m => m.CaseId == null).ToListAsync();
        AddSorted(open.GroupBy(m => (m.CreatedAt, Text: words.Say(m.TextKey, m.Arguments))).Select(m => $"  {Moment(m.Key.CreatedAt)}　{words.Names(m.Select(one => one.PersonId))}：{m.Key.Text}"));
    }

    private void Add(string line) => text.Append(line).Append('\n');

    private void AddSorted(IEnumerable<string> lines)
    {
        foreach (var line in lines.Order(StringComparer.Ordinal)) Add(line);
    }

    private static string Day(DateOnly? day) => day is { } known ? $"{known:yyyy-MM-dd}" : "—";

    private static string Number(decimal? number) => number?.ToString("0.##", CultureInfo.InvariantCulture) ?? "—";

    private static string Moment(DateTimeOffset? at) => at is { } known ? known.ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) : "—";
}
