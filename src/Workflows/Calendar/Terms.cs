namespace StaffFlows.Workflows.Calendar;

/// <summary>Which of the two notice periods of a resignation decides (<c>Resignation.NoticePolicy</c>, TC-3).</summary>
public enum NoticePolicy
{
    /// <summary>The later of the two.</summary>
    Later,

    /// <summary>提前一个月, the local rule.</summary>
    OneMonth,

    /// <summary>30 days, the law.</summary>
    ThirtyDays,
}

/// <summary>How a share of persons becomes a whole number.</summary>
public enum QuotaRounding
{
    Floor,
    HalfUp,
    Ceiling,
}

/// <summary>期限: terms by months, years and calendar days. They need no holiday notice and are never provisional.</summary>
public static class Terms
{
    /// <summary>The corresponding day n months earlier, else that month's last day (Civil Code 202).</summary>
    public static DateOnly MinusMonths(DateOnly date, int months) => date.AddMonths(-months);

    /// <summary>The corresponding day n months later, else that month's last day (Civil Code 202).</summary>
    public static DateOnly PlusMonths(DateOnly date, int months) => date.AddMonths(months);

    /// <summary>The day after <paramref name="date"/> is day 1 (Civil Code 201); no roll over days off.</summary>
    public static DateOnly PlusDays(DateOnly date, int days) => date.AddDays(days);

    /// <summary>提前两个月 (TC-2): the last day to apply for rotation, inclusive; on-line filing stays open to 24:00 even on a day off.</summary>
    public static DateOnly RotationApplyBy(DateOnly windowStart, int months) => MinusMonths(windowStart, months);

    /// <summary>2月下旬 (ROT-01): the 21st to the last day of February.</summary>
    public static (DateOnly First, DateOnly Last) LateFebruaryWindow(int year) =>
        (new(year, 2, 21), new(year, 2, DateTime.DaysInMonth(year, 2)));

    /// <summary>The planned last day after a notice delivered on a day, which itself is not counted (TC-3).</summary>
    public static DateOnly NoticeEnd(DateOnly delivered, int months, int days, NoticePolicy policy)
    {
        var (byMonth, byDays) = (PlusMonths(delivered, months), PlusDays(delivered, days));
        return policy switch
        {
            NoticePolicy.OneMonth => byMonth,
            NoticePolicy.ThirtyDays => byDays,
            _ => byMonth > byDays ? byMonth : byDays,
        };
    }

    /// <summary>不少于n年 (TC-7): met from the n-th anniversary on; 29 February falls on the 28th.</summary>
    public static bool MinServiceMet(DateOnly onPost, int years, DateOnly asOf) => asOf >= onPost.AddYears(years);

    /// <summary>n周岁以下 (TC-8): inclusive, within the limit until the day before the birthday after it.</summary>
    public static bool AgeWithinLimit(DateOnly birth, int limit, DateOnly asOf) => asOf < birth.AddYears(limit + 1);

    /// <summary>优秀 share (ASM-02): how many of the assessed may be rated excellent.</summary>
    public static int ExcellentCap(int assessed, decimal percent, QuotaRounding rounding)
    {
        var share = assessed * percent / 100m;
        return (int)(rounding switch
        {
            QuotaRounding.Ceiling => decimal.Ceiling(share),
            QuotaRounding.HalfUp => decimal.Round(share, MidpointRounding.AwayFromZero),
            _ => decimal.Floor(share),
        });
    }
}
