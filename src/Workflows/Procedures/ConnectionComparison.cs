using System.Collections.Immutable;
using StaffFlows.Engine.Definitions;
using StaffFlows.Engine.Execution;
using static StaffFlows.Workflows.Procedures.DifferenceKind;

namespace StaffFlows.Workflows.Procedures;

/// <summary>Where the arrows lead otherwise. What a removed step led to is not told: it went with the step.</summary>
internal sealed class ConnectionComparison
{
    private readonly ProcedureVersion before;
    private readonly ProcedureVersion after;

    public ConnectionComparison(ProcedureVersion before, ProcedureVersion after)
    {
        (this.before, this.after) = (before, after);
        var (was, now) = (Arrows(before), Arrows(after));
        Removed = [.. was.Where(arrow => !now.Any(other => IsSame(arrow, other))).Select(arrow => arrow.Connection)];
        Added = [.. now.Where(arrow => !was.Any(other => IsSame(arrow, other))).Select(arrow => arrow.Connection)];
        All = [.. Compare(was, now)];
    }

    public ImmutableArray<Connection> Removed { get; }

    public ImmutableArray<Connection> Added { get; }

    public ImmutableArray<Difference> All { get; }

    private IEnumerable<Difference> Compare(ImmutableArray<Arrow> was, ImmutableArray<Arrow> now)
    {
        foreach (var way in was.Concat(now).Select(arrow => (arrow.Source, arrow.Connection.SourcePort)).Distinct())
        {
            if (after.FindStep(way.Source) is not { } source) continue;

            var (gone, come) = (Targets(was, way).Except(Targets(now, way)).ToList(), Targets(now, way).Except(Targets(was, way)).ToList());
            var from = From(source, way.SourcePort);
            if (gone is [var old] && come is [var next])
            {
                var (a, b) = (NameIn(before, old), NameIn(after, next));
                yield return new(DifferenceArea.Connections, Changed, new($"{from.Zh}，由到“{a.Zh}”改为到“{b.Zh}”。", $"{from.En} to “{b.En}” instead of “{a.En}”."), source.Path);
                continue;
            }

            foreach (var target in come.Select(path => NameIn(after, path)))
                yield return new(DifferenceArea.Connections, DifferenceKind.Added, new($"{from.Zh}，到“{target.Zh}”。", $"{from.En} to “{target.En}”."), source.Path);
            foreach (var target in gone.Select(path => NameIn(before, path)))
                yield return new(DifferenceArea.Connections, DifferenceKind.Removed, new($"{from.Zh}，不再到“{target.Zh}”。", $"{from.En} no longer to “{target.En}”."), source.Path);
        }
    }

    private static LocalizedText From(ProcedureStep source, string port) => source.PortName(port) is { } name
        ? new($"“{source.Name.Zh}”选“{name.Zh}”后", $"From “{source.Name.En}” by “{name.En}”")
        : new($"“{source.Name.Zh}”之后", $"From “{source.Name.En}”");

    private static IEnumerable<string> Targets(ImmutableArray<Arrow> arrows, (string Source, string Port) way) =>
        arrows.Where(arrow => arrow.Source == way.Source && arrow.Connection.SourcePort == way.Port).Select(arrow => arrow.Target).Distinct();

    private static LocalizedText NameIn(ProcedureVersion version, string path) => version.FindStep(path)!.Name;

    private static bool IsSame(Arrow one, Arrow other) =>
        one.Source == other.Source && one.Target == other.Target && one.Connection.SourcePort == other.Connection.SourcePort;

    /// <summary>Of the chart and of the charts within it.</summary>
    private static ImmutableArray<Arrow> Arrows(ProcedureVersion version) =>
    [
        .. Of(version.Chart, ""),
        .. version.Steps.SelectMany(step => Of(step.Node, $"{step.Path}:")),
    ];

    private static IEnumerable<Arrow> Of(ActivityNode container, string around) =>
        container.Connections.Select(connection => new Arrow(around + connection.SourceId, around + connection.TargetId, connection));

    private sealed record Arrow(string Source, string Target, Connection Connection);
}
