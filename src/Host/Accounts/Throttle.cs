using System.Threading.RateLimiting;
using StaffFlows.Host.Operations;

namespace StaffFlows.Host.Accounts;

/// <summary>
/// How often one address may try to sign in as one user, whether it succeeds or not, and as anybody. Counted per node.
/// </summary>
internal sealed class Throttle(HostSettings settings) : IDisposable
{
    /// <summary>A whole hall signs in from one address in the morning.</summary>
    private const int UsersPerAddress = 50;

    private readonly PartitionedRateLimiter<(string Address, string UserName)> _limiter = PartitionedRateLimiter.CreateChained(
        Limit(who => who.Address, settings.SignInsPerMinute * UsersPerAddress),
        Limit(who => $"{who.Address} {who.UserName.ToUpperInvariant()}", settings.SignInsPerMinute));

    public bool Allows(string address, string userName)
    {
        using var lease = _limiter.AttemptAcquire((address, userName));
        return lease.IsAcquired;
    }

    public void Dispose() => _limiter.Dispose();

    private static PartitionedRateLimiter<(string Address, string UserName)> Limit(Func<(string Address, string UserName), string> of, int perMinute) =>
        PartitionedRateLimiter.Create<(string Address, string UserName), string>(who => RateLimitPartition.GetFixedWindowLimiter(
            of(who), _ => new FixedWindowRateLimiterOptions { PermitLimit = perMinute, Window = TimeSpan.FromMinutes(1) }));
}
