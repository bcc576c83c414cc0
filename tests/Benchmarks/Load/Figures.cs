namespace StaffFlows.Benchmarks.Load;

/// <summary>The middle and the spread of repeated measurements.</summary>
internal static class Figures
{
    public static double Median(this IEnumerable<double> values) => Quantile(values, 0.5);

    /// <param name="share">0 to 1; 0.99 is what 99 of 100 values do not exceed.</param>
    public static double Quantile(this IEnumerable<double> values, double share)
    {
        var sorted = values.Order().ToList();
        if (sorted.Count == 0) return double.NaN;

        var place = share * (sorted.Count - 1);
        var below = (int)place;
        return below + 1 < sorted.Count ? sorted[below] + ((place - below) * (sorted[below + 1] - sorted[below])) : sorted[below];
    }

    /// <summary>How far the rounds lie apart: greatest less smallest, as a share of the median.</summary>
    public static double Spread(this IReadOnlyCollection<double> values) => values.Count < 2 ? 0 : (values.Max() - values.Min()) / values.Median();
}
