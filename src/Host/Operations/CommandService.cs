using StaffFlows.Engine.Runtime;

namespace StaffFlows.Host.Operations;

/// <summary>Carries out what bursts set off for as long as the host lives.</summary>
internal sealed class CommandService(CommandPump pump) : BackgroundService
{
    /// <summary>False once the pump has ended, which it never does by itself.</summary>
    public bool IsAlive => ExecuteTask is { IsCompleted: false };

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => pump.RunAsync(stoppingToken);
}
