using System.Globalization;
using System.Text;

namespace StaffFlows.Drills;

/// <summary>What a kill drill came to.</summary>
internal sealed class KillReport(int seed)
{
    private readonly List<TimeSpan> starts = [];
    private readonly List<string> findings = [];
    private readonly SortedDictionary<string, int> wishes = [];
    private readonly SortedSet<string> databases = [];
    private readonly long began = Patience.Clock.GetTimestamp();

    public int Kills { get; private set; }

    public IReadOnlyList<string> Findings => findings;

    /// <summary>Actions that were acknowledged before a kill or after one.</summary>
    public int Acknowledged { get; private set; }

    public void Database(string provider) => databases.Add(provider);

    public void Started(TimeSpan within) => starts.Add(within);

    public void Add(List<Wish> round, List<string> found, HostLog log)
    {
        Kills++;
        Acknowledged += round.Count(w => w.IsAcknowledged);
        foreach (var kind in round.GroupBy(w => $"{w.Kind} {(w.Answer is null ? "unanswered" : $"{(int)w.Answer.Status} {w.Answer.Code}".TrimEnd())}"))
            wishes[kind.Key] = wishes.GetValueOrDefault(kind.Key) + kind.Count();
        findings.AddRange(found.Select(f => $"kill {Kills}: {f}"));
        if (found.Count > 0) findings.Add($"the log of the host ends with\n{log}");
    }

    public override string ToString()
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{string.Join(", ", databases)}: {Kills} kills in {Patience.Clock.GetElapsedTime(began).TotalSeconds:0} s, seed {seed}");
        text.AppendLine(CultureInfo.InvariantCulture, $"start after a kill: {Part(0.5):0.0} s (median), {Part(1):0.0} s (longest)");
        foreach (var (kind, count) in wishes) text.AppendLine(CultureInfo.InvariantCulture, $"{count,8} {kind}");
        text.AppendLine(CultureInfo.InvariantCulture, $"findings: {findings.Count}");
        findings.ForEach(f => text.AppendLine(f));
        return text.ToString();
    }

    private double Part(double share) => starts.Order().ElementAt((int)((starts.Count - 1) * share)).TotalSeconds;
}
