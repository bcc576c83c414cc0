namespace StaffFlows.Engine.Execution;

/// <summary>
/// Something a burst wants done outside the instance: a task row, a ledger entry, a message. A plain record without behaviour.
/// It happens in the burst's own transaction, written by the one applier that the store has for its type, or not at all.
/// </summary>
public interface IEffect;
