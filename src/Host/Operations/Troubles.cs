using System.Collections.Concurrent;

namespace StaffFlows.Host.Operations;

/// <summary>Something that is wrong now.</summary>
/// <param name="Code">Stable: <c>database-away</c>, <c>storage-full</c>, <c>record-unreadable</c>, <c>work-failed</c>.</param>
/// <param name="Subject">What it is about, by id; never by anybody's name.</param>
/// <param name="Count">How often it was met.</param>
internal sealed record Trouble(string Code, string Subject, DateTimeOffset Since, DateTimeOffset Last, long Count);

/// <summary>
/// What is wrong at present, for the log and the health page. However often the same thing fails it is one line when it begins, one
/// with a count for each <see cref="Interval"/> that it lasts, and one when it is over.
/// </summary>
internal sealed class Troubles(ILogger<Troubles> log, TimeProvider system)
{
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    /// <summary>Nobody says of most things that they are over: what was not met for so long is taken to be.</summary>
    private static readonly TimeSpan Forgotten = TimeSpan.FromMinutes(15);

    private readonly ConcurrentDictionary<string, Trouble> current = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, DateTimeOffset> said = new(StringComparer.Ordinal);

    public IReadOnlyList<Trouble> Current
    {
        get
        {
            var now = system.GetUtcNow();
            return [.. current.Values.Where(t => now - t.Last < Forgotten).OrderBy(t => t.Since)];
        }
    }

    public bool Has(string subject) => current.TryGetValue(subject, out var trouble) && system.GetUtcNow() - trouble.Last < Forgotten;

    /// <param name="what">For the operator: what happened and where; not what a person typed.</param>
    public void Report(string code, string subject, string what)
    {
        var now = system.GetUtcNow();
        var trouble = current.AddOrUpdate(
            subject, _ => new(code, subject, now, now, 1),
            (_, known) => known.Code == code && now - known.Last < Forgotten ? known with { Last = now, Count = known.Count + 1 } : new(code, subject, now, now, 1));
        if (!IsTimeToSay(subject, trouble, now)) return;

        if (trouble.Count == 1) log.LogError("Trouble {Code}, {Subject}: {What}", code, subject, what);
        else log.LogError("Trouble {Code}, {Subject} goes on: {Count} times since {Since:O}", code, subject, trouble.Count, trouble.Since);
    }

    /// <summary>It works again; nothing happens where there was no trouble.</summary>
    public void Over(string subject)
    {
        if (!current.TryRemove(subject, out var trouble)) return;

        said.TryRemove(subject, out _);
        log.LogWarning("Trouble {Code}, {Subject} is over: {Count} times since {Since:O}", trouble.Code, subject, trouble.Count, trouble.Since);
    }

    private bool IsTimeToSay(string subject, Trouble trouble, DateTimeOffset now)
    {
        if (trouble.Count == 1)
        {
            said[subject] = now;
            return true;
        }

        return said.TryGetValue(subject, out var last) && now - last >= Interval && said.TryUpdate(subject, now, last);
    }
}
