using System.Collections.Immutable;
using StaffFlows.Workflows.Calendar;

namespace StaffFlows.Workflows.Deliveries;

/// <summary>When a message may go out, and when it is tried again.</summary>
/// <param name="QuietFrom">Local time from which no SMS goes out that can wait.</param>
/// <param name="QuietUntil">When they go out again. The same as <paramref name="QuietFrom"/>: there is no such time.</param>
/// <param name="SignIn">Where the recipient signs in; named in mail.</param>
public sealed record DeliveryRules(TimeOnly QuietFrom, TimeOnly QuietUntil, Uri? SignIn)
{
    /// <summary>Between one attempt and the next; after the last of them a message is given up.</summary>
    public static readonly ImmutableArray<TimeSpan> Pauses =
        [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(6)];

    /// <summary>By business time. Who configures a sender for the first time must not send everybody the news of a year.</summary>
    public static readonly TimeSpan WorthTelling = TimeSpan.FromDays(3);

    /// <param name="attempts">Begun so far, at least one.</param>
    /// <returns>Null: it was the last one.</returns>
    public static DateTimeOffset? NextAttempt(int attempts, DateTimeOffset now) =>
        attempts <= Pauses.Length ? now + Pauses[attempts - 1] : null;

    /// <summary>The end of the quiet time in which <paramref name="now"/> lies; null where it lies in none. The first minute is quiet, the last one not.</summary>
    public DateTimeOffset? EndOfQuiet(DateTimeOffset now)
    {
        var local = TimeZoneInfo.ConvertTime(now, BusinessClock.Zone).DateTime;
        var (day, time) = (DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local));
        if (!time.IsBetween(QuietFrom, QuietUntil)) return null;

        var end = (time < QuietUntil ? day : day.AddDays(1)).ToDateTime(QuietUntil);
        return new DateTimeOffset(end, BusinessClock.Zone.GetUtcOffset(end));
    }
}
