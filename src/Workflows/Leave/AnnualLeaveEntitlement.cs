namespace StaffFlows.Workflows.Leave;

/// <summary>年休假 by length of work (职工带薪年休假条例 art. 2 and 3), in working days a year.</summary>
public static class AnnualLeaveEntitlement
{
    /// <returns>0 before the first full year of work, 5 from it, 10 from ten years, 15 from twenty; each from the anniversary on.</returns>
    public static int DaysFor(DateOnly firstWorkDate, DateOnly on) => on switch
    {
        _ when on >= firstWorkDate.AddYears(20) => 15,
        _ when on >= firstWorkDate.AddYears(10) => 10,
        _ when on >= firstWorkDate.AddYears(1) => 5,
        _ => 0,
    };
}
