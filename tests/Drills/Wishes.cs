using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using StaffFlows.Testing;

namespace StaffFlows.Drills;

internal enum WishKind
{
    Start,
    Decide,
    Withdraw,
}

/// <summary>What one person asked the hall for, once, under a key of its own, and what he was told.</summary>
internal sealed class Wish(WishKind kind, string person, string path, JsonObject body)
{
    public WishKind Kind => kind;

    public string Person => person;

    public string Path => path;

    public JsonObject Body => body;

    public string Key { get; } = Guid.NewGuid().ToString("N");

    /// <summary>The first answer; null where none came.</summary>
    public Answer? Answer { get; private set; }

    /// <summary>The host said that it is done.</summary>
    public bool IsAcknowledged => Answer is { Status: HttpStatusCode.OK or HttpStatusCode.Created };

    /// <summary>Which task or case it is about; none for a start.</summary>
    public Guid Subject => Guid.Parse(path.Split('/')[1]);

    /// <summary>Asks; where the host goes away meanwhile, or can't answer now, there is no answer.</summary>
    public async Task<Answer?> AskAsync(HostProcess host)
    {
        var said = await TryAskAsync(host);
        if (said is not { Status: HttpStatusCode.ServiceUnavailable }) Answer = said;
        return said;
    }

    /// <summary>The same request under the same key; null where no answer came.</summary>
    public async Task<Answer?> TryAskAsync(HostProcess host)
    {
        try
        {
            return await (await host.AsAsync(person)).TryPostAsync(path, body, Key);
        }
        catch (Exception gone) when (gone is HttpRequestException or IOException or TaskCanceledException)
        {
            return null;
        }
    }

    public override string ToString() => $"{kind} {path} by {person} under {Key}: {Answer?.ToString() ?? "no answer"}";
}

/// <summary>Everything that was asked of one database.</summary>
internal sealed class Ledger
{
    private readonly ConcurrentQueue<Wish> wishes = [];

    public IReadOnlyCollection<Wish> All => wishes;

    public void Add(Wish wish) => wishes.Enqueue(wish);

    /// <summary>Everything that was asked for is asked again, twice: what was answered gets that answer, the rest one answer.</summary>
    public static async Task<IEnumerable<string>> RepeatAsync(HostProcess host, IEnumerable<Wish> round)
    {
        var findings = new ConcurrentQueue<string>();
        await Parallel.ForEachAsync(round, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (wish, _) =>
        {
            if (wish.Answer is null) await wish.AskAsync(host);
            if (wish.Answer is null || (int)wish.Answer.Status >= 500) findings.Enqueue($"no answer after the restart: {wish}");
            else if (wish.IsAcknowledged && await wish.TryAskAsync(host) is var again && !IsSame(wish.Answer, again)) findings.Enqueue($"another answer, {again}: {wish}");
        });
        return findings;
    }

    private static bool IsSame(Answer first, Answer? again) => again is not null && again.Status == first.Status && JsonNode.DeepEquals(again.Body, first.Body);

    /// <summary>A running case that this person applied for, or one that was; null where there is none.</summary>
    public (Guid Id, string Applicant)? AnyStarted(Random random)
    {
        var started = wishes.Where(w => w is { Kind: WishKind.Start, IsAcknowledged: true }).ToList();
        return started.Count == 0 ? null : started[random.Next(started.Count)] is var wish ? (wish.Answer!.Body!["id"]!.GetValue<Guid>(), wish.Person) : null;
    }
}
