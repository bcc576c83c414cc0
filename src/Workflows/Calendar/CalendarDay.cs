namespace StaffFlows.Workflows.Calendar;

/// <summary>What a date is to the office.</summary>
public enum DayKind
{
    /// <summary>工作日: Monday to Friday without a holiday.</summary>
    WorkingDay,

    /// <summary>周末: Saturday or Sunday that no notice names.</summary>
    Weekend,

    /// <summary>节假日: a day off by the holiday notice or a local override.</summary>
    Holiday,

    /// <summary>调休上班日: a Saturday or Sunday that the notice makes a working day.</summary>
    MakeUpWorkday,
}

/// <summary>One date with its kind.</summary>
/// <param name="Name">The holiday (春节) or the local reason; null for plain days.</param>
/// <param name="Provisional">True where the year's holiday notice is not out, so that the kind may still change.</param>
public readonly record struct CalendarDay(DateOnly Date, DayKind Kind, string? Name, bool Provisional)
{
    public bool IsWorking => Kind is DayKind.WorkingDay or DayKind.MakeUpWorkday;
}

/// <summary>A date that differs from the plain week, by the State Council's notice or by local decision.</summary>
public sealed record CalendarOverride(DateOnly Date, string Name, bool IsWorkingDay);

/// <summary>A result of the calendar.</summary>
/// <param name="Provisional">True where a year without a published holiday notice was touched: to be computed again when it is imported.</param>
public readonly record struct Dated<T>(T Result, bool Provisional);
