using System.Globalization;
using StaffFlows.Host.Components.Models;

namespace StaffFlows.Host.Components;

/// <summary>The line of one connection: from border to border, through the designer's bends or squarely routed.</summary>
internal sealed record FlowRoute(IReadOnlyList<FlowPoint> Points)
{
    private const double Clearance = 26;

    public static FlowRoute Between(FlowNodeView from, FlowNodeView to, FlowEdgeView edge)
    {
        if (edge.Vertices.Length == 0)
            return new(Square(from, to));
        return new([Border(from, edge.Vertices[0]), .. edge.Vertices, Border(to, edge.Vertices[^1])]);
    }

    /// <summary>SVG path data.</summary>
    public string Path => string.Join(' ', Points.Select((p, n) => $"{(n == 0 ? 'M' : 'L')}{Text(p.X)} {Text(p.Y)}"));

    /// <summary>Where the port's name stands (its middle): on the last piece that has room for it, which is the least shared with other connections; above a level line.</summary>
    public FlowPoint LabelFor(string port)
    {
        var width = port.Sum(c => c > 0xff ? 12.0 : 6.5) + 14;
        var (a, b) = Pieces().LastOrDefault(p => Length(p) >= (IsLevel(p) ? width : 30), Pieces().Last());
        return new((a.X + b.X) / 2, ((a.Y + b.Y) / 2) + (IsLevel((a, b)) ? -5 : 4));
    }

    public static string Text(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    private IEnumerable<(FlowPoint A, FlowPoint B)> Pieces() => Points.Zip(Points.Skip(1), (a, b) => (a, b));

    private static bool IsLevel((FlowPoint A, FlowPoint B) piece) => Straight(piece.A.Y, piece.B.Y);

    private static double Length((FlowPoint A, FlowPoint B) piece) => Math.Abs(piece.B.X - piece.A.X) + Math.Abs(piece.B.Y - piece.A.Y);

    private static FlowPoint[] Square(FlowNodeView from, FlowNodeView to)
    {
        var (a, b) = (Center(from), Center(to));
        if (to.X >= from.X + from.Width)
        {
            var middle = (from.X + from.Width + to.X) / 2;
            return Straight(a.Y, b.Y)
                ? [new(from.X + from.Width, a.Y), new(to.X, a.Y)]
                : [new(from.X + from.Width, a.Y), new(middle, a.Y), new(middle, b.Y), new(to.X, b.Y)];
        }
        if (to.Y >= from.Y + from.Height)
        {
            var middle = (from.Y + from.Height + to.Y) / 2;
            return Straight(a.X, b.X)
                ? [new(a.X, from.Y + from.Height), new(a.X, to.Y)]
                : [new(a.X, from.Y + from.Height), new(a.X, middle), new(b.X, middle), new(b.X, to.Y)];
        }
        if (to.Y + to.Height <= from.Y && Straight(a.X, b.X))
            return [new(a.X, from.Y), new(a.X, to.Y + to.Height)];
        // Backwards: below both, so that the way back is not taken for the way on.
        var below = Math.Max(from.Y + from.Height, to.Y + to.Height) + Clearance;
        return [new(a.X, from.Y + from.Height), new(a.X, below), new(b.X, below), new(b.X, to.Y + to.Height)];
    }

    private static bool Straight(double a, double b) => Math.Abs(a - b) < 4;

    private static FlowPoint Center(FlowNodeView node) => new(node.X + (node.Width / 2), node.Y + (node.Height / 2));

    private static FlowPoint Border(FlowNodeView node, FlowPoint towards)
    {
        if (towards.X >= node.X && towards.X <= node.X + node.Width)
            return new(towards.X, towards.Y < node.Y ? node.Y : node.Y + node.Height);
        if (towards.Y >= node.Y && towards.Y <= node.Y + node.Height)
            return new(towards.X < node.X ? node.X : node.X + node.Width, towards.Y);

        var center = Center(node);
        var (dx, dy) = (towards.X - center.X, towards.Y - center.Y);
        var scale = Math.Min(node.Width / 2 / Math.Abs(dx), node.Height / 2 / Math.Abs(dy));
        return new(center.X + (dx * scale), center.Y + (dy * scale));
    }
}
