using System.Threading.RateLimiting;

namespace StaffFlows.Host.Features.Notices;

/// <summary>
/// How many objections and receipts one address, and the public as a whole, may send. Counted per node; the office is not counted. Beyond
/// it a sentence, and nothing in the office's inboxes.
/// </summary>
internal sealed class ObjectionThrottle : IDisposable
{
    public const string TooMany = "objections-too-many";

    /// <summary>A family behind one address, not a program.</summary>
    private const int PerAddress = 5;
    private const int ReceiptsPerAddress = 10;

    /// <summary>Far more than a county ever sends.</summary>
    private const int Altogether = 60;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    private readonly PartitionedRateLimiter<string> objections = PartitionedRateLimiter.CreateChained(Limit(address => address, PerAddress), Limit(_ => "all", Altogether));
    private readonly PartitionedRateLimiter<string> receipts = Limit(address => address, ReceiptsPerAddress);

    public bool TakesFrom(string address) => IsAllowed(objections, address);

    public bool AnswersTo(string address) => IsAllowed(receipts, address);

    public void Dispose()
    {
        objections.Dispose();
        receipts.Dispose();
    }

    private static bool IsAllowed(PartitionedRateLimiter<string> limiter, string address)
    {
        using var lease = limiter.AttemptAcquire(address);
        return lease.IsAcquired;
    }

    private static PartitionedRateLimiter<string> Limit(Func<string, string> of, int permits) =>
        PartitionedRateLimiter.Create<string, string>(address => RateLimitPartition.GetFixedWindowLimiter(
            of(address), _ => new FixedWindowRateLimiterOptions { PermitLimit = permits, Window = Window }));
}
