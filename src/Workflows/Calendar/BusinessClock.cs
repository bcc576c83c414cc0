namespace StaffFlows.Workflows.Calendar;

/// <summary>
/// Business time: the database's time plus an offset that only grows. It drives deadlines, publicity and tenure; leases, tokens and
/// lockouts run on system clocks. The offset lives in the database too, so that all nodes of a cluster agree, however wrong the
/// clocks of their machines are.
/// </summary>
public sealed class BusinessClock(TimeProvider system) : TimeProvider
{
    /// <summary>Asia/Shanghai: the zone in which the halls keep their days.</summary>
    public static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    private long offsetTicks;
    private long correctionTicks;

    /// <summary>How much the database's clock is ahead of this machine's; negative where it is behind.</summary>
    public TimeSpan Correction => TimeSpan.FromTicks(Interlocked.Read(ref correctionTicks));

    /// <summary>The present moment by the database's clock, as far as this node knows it.</summary>
    public DateTimeOffset DatabaseNow => system.GetUtcNow() + Correction;

    public TimeSpan Offset => TimeSpan.FromTicks(Interlocked.Read(ref offsetTicks));

    public override TimeZoneInfo LocalTimeZone => Zone;

    public override long TimestampFrequency => system.TimestampFrequency;

    /// <summary>The present moment, in the halls' zone.</summary>
    public DateTimeOffset Now => TimeZoneInfo.ConvertTime(GetUtcNow(), Zone);

    /// <summary>The first moment of a local date.</summary>
    public static DateTimeOffset StartOf(DateOnly date)
    {
        var local = date.ToDateTime(TimeOnly.MinValue);
        return new(local, Zone.GetUtcOffset(local));
    }

    /// <summary>The present local date.</summary>
    public DateOnly Today => DateOnly.FromDateTime(Now.DateTime);

    public override DateTimeOffset GetUtcNow() => DatabaseNow + Offset;

    public override long GetTimestamp() => system.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        system.CreateTimer(callback, state, dueTime, period);

    /// <summary>Takes over what was measured. Business time may step back by it, as a machine's clock does that is set right.</summary>
    public void CorrectBy(TimeSpan correction) => Interlocked.Exchange(ref correctionTicks, correction.Ticks);

    /// <summary>Takes over the offset found in the database. A smaller one is ignored: business time never runs backwards.</summary>
    public void MoveTo(TimeSpan offset)
    {
        var present = Interlocked.Read(ref offsetTicks);
        while (offset.Ticks > present)
        {
            var seen = Interlocked.CompareExchange(ref offsetTicks, offset.Ticks, present);
            if (seen == present) return;
            present = seen;
        }
    }
}
