using StaffFlows.Benchmarks.Counting;

namespace StaffFlows.Benchmarks.Report;

/// <summary>One line of the table.</summary>
/// <param name="Figure">What was measured, of a unit that <see cref="Unit"/> names.</param>
/// <param name="Spread">Greatest less smallest of the kept rounds, as a share of the median; null where it was measured once.</param>
internal sealed record Row(string Database, string Case, string Figure, double Value, string Unit, double? Spread = null)
{
    /// <summary>What it is compared with, in the same unit.</summary>
    public double? Anchor { get; init; }

    public Target? Target { get; init; }

    public Counts? Counted { get; init; }

    /// <summary>The median of the ratios within each round, where there were rounds.</summary>
    public double? RatioOfRounds { get; init; }

    /// <summary>How many times the anchor it is.</summary>
    public double? Ratio => RatioOfRounds ?? Value / Anchor;

    /// <summary>Null where nothing was aimed at.</summary>
    public bool? IsReached => Target?.IsReachedBy(Aimed);

    public bool IsStretchReached => Target?.IsStretchReachedBy(Aimed) == true;

    private double Aimed => Target!.OfRatio ? Ratio!.Value : Value;
}

/// <param name="OfRatio">Whether the ratio to the anchor is meant, not the value.</param>
internal sealed record Target(double Bound, bool AtLeast, bool OfRatio)
{
    /// <summary>What more was hoped for; null where nothing was.</summary>
    public double? Stretch { get; init; }

    public static Target Above(double bound) => new(bound, true, false);

    public static Target Below(double bound) => new(bound, false, false);

    public static Target RatioBelow(double bound) => new(bound, false, true);

    public static Target RatioAbove(double bound) => new(bound, true, true);

    public bool IsReachedBy(double value) => IsWithin(value, Bound);

    public bool IsStretchReachedBy(double value) => Stretch is { } stretch && IsWithin(value, stretch);

    private bool IsWithin(double value, double bound) => AtLeast ? value >= bound : value <= bound;
}
