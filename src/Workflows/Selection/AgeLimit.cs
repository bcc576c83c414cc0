namespace StaffFlows.Workflows.Selection;

/// <summary>周岁 (TC-8): whoever was born on 29 February turns a year older on the 28th where the year has no 29th.</summary>
public static class AgeLimit
{
    public static int AgeOn(DateOnly birth, DateOnly day)
    {
        var years = day.Year - birth.Year;
        return birth.AddYears(years) > day ? years - 1 : years;
    }

    /// <summary>“45周岁以下” includes 45: within it until the day before the 46th birthday.</summary>
    public static bool IsWithin(DateOnly birth, int maxAge, DateOnly day) => AgeOn(birth, day) <= maxAge;
}
