using System.Collections.Immutable;
using System.Text.Json.Nodes;
using StaffFlows.Engine.Execution;

namespace StaffFlows.Workflows.Cases;

/// <summary>A case is submitted: the row is made (or the draft becomes it) and gets its number, last in the commit.</summary>
/// <param name="NumberPattern">E.g. <c>QJ-{year}-{0:000000}</c>; the year is the business date's.</param>
public sealed record CaseOpened(
    CaseHeader Header, string NumberPattern, string Title, JsonObject Data, string? UnitId, string? WindowId) : IEffect;

/// <summary>The form's data after a step wrote to it.</summary>
public sealed record CaseDataChanged(Guid CaseId, JsonObject Data) : IEffect;

public sealed record CaseTitled(Guid CaseId, string Title) : IEffect;

/// <summary>A move that the case lifecycle allows. A final status other than Approved releases what the case has reserved.</summary>
/// <param name="ActorId">Null where the procedure itself decided.</param>
public sealed record CaseStatusChanged(Guid CaseId, CaseStatus Status, string? ActorId, string? Reason) : IEffect;

public sealed record ParticipantsAdded(Guid CaseId, ImmutableArray<string> PersonIds) : IEffect;

/// <summary>A line of the timeline that no person's task stands for.</summary>
public sealed record CaseEntryRecorded(
    Guid CaseId, Guid EntryId, string? StepId, string StepName, string TextKey, ImmutableArray<string> Arguments) : IEffect;

/// <summary>抄送: these persons may read the case from now on, as the step shows it, and find it among their copies.</summary>
/// <param name="StepId">The step of whoever sends them the copy.</param>
public sealed record CaseCopied(Guid CaseId, ImmutableArray<string> PersonIds, string ById, string StepId) : IEffect;

/// <summary>
/// Something people are to hear of: an in-app message each, and an outbox row per channel that a person has, both in the
/// burst's commit. The outbox text names no case detail.
/// </summary>
/// <param name="TextKey">Key into the message texts, e.g. <c>task.assigned</c>.</param>
public sealed record MessageSent(
    ImmutableArray<string> PersonIds, string TextKey, ImmutableArray<string> Arguments, Guid? CaseId, Guid? TaskId) : IEffect;

/// <summary>One link of an aggregate's audit chain.</summary>
/// <param name="Aggregate">E.g. <c>case:…</c>, <c>organisation</c>, <c>calendar</c>, <c>definition:leave</c>, <c>sign-in</c>.</param>
/// <param name="Details">What happened, without personal data beyond ids; its digest goes into the chain.</param>
public sealed record AuditRecorded(string Aggregate, string Action, string? ActorId, JsonObject Details) : IEffect;

/// <summary>The request's key and answer, committed with the burst. A key that is there already refuses it with code <c>request-repeated</c>.</summary>
public sealed record RequestAnswered(string UserId, string Key, string RequestHash, Guid CaseId, Guid? TaskId) : IEffect;
