namespace StaffFlows.Host.Components.Models;

/// <summary>How a day counts in a run of days.</summary>
public enum DayCount
{
    Whole,
    FirstHalf,
    SecondHalf,

    /// <summary>Weekend, public holiday.</summary>
    None,
}

/// <summary>One day of a run (逐日).</summary>
/// <param name="Figure">What stands in the cell: 0.5, 2/3, 不计.</param>
public sealed record DayCell(DateOnly Date, DayCount Count, string Figure, Tone Tone = Tone.Info);
