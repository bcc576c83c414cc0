using StaffFlows.Engine.Execution;

namespace StaffFlows.Workflows.Leave;

/// <summary>The case's entry in the leave ledger is made or, after a change of the application, replaced. 预占</summary>
public sealed record LeaveReserved(LeaveEntry Entry) : IEffect;

/// <summary>The stand-in has said yes: his duty is written for the range of the entry. 顶岗</summary>
public sealed record StandInAccepted(Guid CaseId, string StandInId) : IEffect;

/// <summary>The reserved entry becomes leave: register and calendar. Doing it twice changes nothing.</summary>
public sealed record LeaveApproved(Guid CaseId) : IEffect;

/// <summary>The entry, reserved or approved, is given back. 退还</summary>
public sealed record LeaveReleased(Guid CaseId) : IEffect;
