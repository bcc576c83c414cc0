namespace StaffFlows.Host.Messaging;

/// <summary>What travels on the bus: which row, under which lease. Neither who it is for nor what it says.</summary>
public sealed record DeliverMessage(Guid OutboxId, int Lease);
