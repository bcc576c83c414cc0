using System.Threading.RateLimiting;
using StaffFlows.Host.Operations;

namespace StaffFlows.Host.Accounts;

/// <summary>How often one address may try to sign in as one user, whether it succeeds or not. Counted per node.</summary>
internal sealed class Throttle(HostSettings settings) : IDisposable
{
    private readonly PartitionedRateLimiter<(string Address, string UserName)> _limiter =
        PartitionedRateLimiter.Create<(string Address, string UserName), (string, string)>(who => RateLimitPartition.GetFixedWindowLimiter(
            (who.Address, who.UserName.ToUpperInvariant()),
            _ => new FixedWindowRateLimiterOptions { PermitLimit = settings.SignInsPerMinute, Window = TimeSpan.FromMinutes(1) }));

    public bool Allows(string address, string userName)
    {
        using var lease = _limiter.AttemptAcquire((address, userName));
        return lease.IsAcquired;
    }

    public void Dispose() => _limiter.Dispose();
}
