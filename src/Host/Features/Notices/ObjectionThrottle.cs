using System.Net;
using System.Threading.RateLimiting;

namespace StaffFlows.Host.Features.Notices;

/// <summary>
/// How many objections and receipts one household, one network and the public as a whole may send. Counted per node; the office is not counted.
/// Beyond it a sentence, and nothing in the office's inboxes. A flood from one network, however many addresses it has, leaves room for
/// everybody else.
/// </summary>
internal sealed class ObjectionThrottle : IDisposable
{
    public const string TooMany = "objections-too-many";

    /// <summary>A family behind one connection, not a program.</summary>
    private const int PerHousehold = 5;
    private const int ReceiptsPerHousehold = 10;

    /// <summary>Neighbours with the same provider, not one who rents addresses by the thousand.</summary>
    private const int PerNetwork = 20;

    /// <summary>Far more than a county ever sends.</summary>
    private const int Altogether = 60;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    private readonly PartitionedRateLimiter<string> objections = PartitionedRateLimiter.CreateChained(
        Limit(HouseholdOf, PerHousehold), Limit(NetworkOf, PerNetwork), Limit(_ => "all", Altogether));
    private readonly PartitionedRateLimiter<string> receipts = Limit(HouseholdOf, ReceiptsPerHousehold);

    public bool TakesFrom(string address) => IsAllowed(objections, address);

    public bool AnswersTo(string address) => IsAllowed(receipts, address);

    public void Dispose()
    {
        objections.Dispose();
        receipts.Dispose();
    }

    /// <summary>An address of IPv4, or the /64 that a connection of IPv6 has to itself.</summary>
    private static string HouseholdOf(string address) => BeginningOf(address, 4, 8);

    /// <summary>A /16 of IPv4, a /32 of IPv6.</summary>
    private static string NetworkOf(string address) => BeginningOf(address, 2, 4);

    private static string BeginningOf(string address, int bytes, int bytesOfVersion6)
    {
        if (!IPAddress.TryParse(address, out var parsed)) return address;

        var whole = (parsed.IsIPv4MappedToIPv6 ? parsed.MapToIPv4() : parsed).GetAddressBytes();
        return Convert.ToHexString(whole.AsSpan(0, whole.Length == 4 ? bytes : bytesOfVersion6));
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
