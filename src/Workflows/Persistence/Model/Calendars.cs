namespace StaffFlows.Workflows.Persistence.Model;

/// <summary>A year's holiday arrangement. 放假安排</summary>
public sealed class HolidayYear
{
    public required int Year { get; init; }

    /// <summary>False while the State Council's notice is not out; results that touch the year are provisional.</summary>
    public bool IsPublished { get; set; }

    /// <summary>Where the notice can be read.</summary>
    public string[] Papers { get; set; } = [];
}

/// <summary>A date that a notice names. 放假 or 调休上班</summary>
public sealed class HolidayDay
{
    public required DateOnly Date { get; init; }

    /// <summary>The year whose notice names it; 2022-12-31 belongs to 2023.</summary>
    public required int Year { get; init; }
    public required string Name { get; init; }
    public required bool IsOffDay { get; init; }
}

/// <summary>The hall's own word on a date; it beats the notice.</summary>
public sealed class HallDay
{
    public required DateOnly Date { get; init; }
    public required bool IsOffDay { get; init; }
    public required string Reason { get; init; }
}
