using Microsoft.AspNetCore.DataProtection.KeyManagement;
using StaffFlows.Host.Operations;

namespace StaffFlows.Host.Security;

/// <summary>
/// Makes data protection keys ahead of time. The framework's own way, making one in the middle of a request that protects
/// something, would write to the database from inside a write.
/// </summary>
internal sealed class KeyKeeper(IKeyManager keys, [FromKeyedServices(KeyKeeper.Clock)] TimeProvider machine, Failures failures) : BackgroundService
{
    /// <summary>The framework judges its keys by the machine's own clock, whatever clock the host runs on.</summary>
    public const string Clock = "machine";

    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(90);

    /// <summary>Longer than the day after which every node has read the keys anew.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromDays(14);

    /// <summary>Before anything protected is read or written.</summary>
    public void EnsureKey()
    {
        var now = machine.GetUtcNow();
        var valid = keys.GetAllKeys().Where(k => !k.IsRevoked && k.ExpirationDate > now).ToList();
        if (valid.Any(k => k.ExpirationDate > now + Ahead)) return;

        keys.CreateNewKey(valid.Count == 0 ? now : valid.Max(k => k.ExpirationDate) - TimeSpan.FromDays(2), now + Lifetime + Ahead);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var daily = new PeriodicTimer(TimeSpan.FromDays(1), machine);
        while (await daily.WaitForNextTickAsync(stoppingToken)) TryEnsureKey();
    }

    /// <summary>There are days left for it; the host goes on.</summary>
    private void TryEnsureKey()
    {
        try
        {
            EnsureKey();
        }
        catch (Exception failure)
        {
            failures.Hear("making a data protection key", failure);
        }
    }
}
