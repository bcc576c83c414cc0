using System.Text.Json.Nodes;

namespace StaffFlows.Workflows.Cases;

/// <summary>Where a case stands; the one status that all pages, lists and the API show.</summary>
public enum CaseStatus
{
    /// <summary>草稿: typed but not submitted; has no number and no instance.</summary>
    Draft,

    /// <summary>办理中</summary>
    Running,

    /// <summary>已批准. The instance may still wait for something that comes after the approval.</summary>
    Approved,

    /// <summary>未批准</summary>
    Rejected,

    /// <summary>已撤回 by the applicant.</summary>
    Withdrawn,

    /// <summary>已终止 by an administrator, with a reason.</summary>
    Cancelled,

    /// <summary>异常: waits for an administrator's decision on an incident.</summary>
    Faulted,
}

/// <summary>
/// The business record of one run of a procedure. 事项. Changed only by effect appliers (drafts: by the draft slices);
/// the engine's instance is the truth about where it stands, this row is what lists and pages read.
/// </summary>
public sealed class Case
{
    public required Guid Id { get; init; }

    /// <summary>Without gaps per pattern and year (<c>QJ-2026-000123</c>); null for drafts.</summary>
    public string? Number { get; set; }
    public required string Procedure { get; init; }

    /// <summary>What · who · how long, e.g. 年休假 · 巫晓岚 · 4.5 个工作日. Names no health data.</summary>
    public string Title { get; set; } = "";
    public CaseStatus Status { get; set; }
    public required string ApplicantId { get; init; }

    /// <summary>Whom it is about; the applicant himself for leave.</summary>
    public required string SubjectId { get; init; }

    /// <summary>Home unit and window of the subject when it was submitted; they decide who may see the case.</summary>
    public string? UnitId { get; set; }
    public string? WindowId { get; set; }
    public required string FormKey { get; init; }
    public required int FormVersion { get; init; }

    /// <summary>The form's data by field key. Encrypted at rest.</summary>
    public JsonObject Data { get; set; } = [];
    public required string ProfileKey { get; init; }
    public required int ProfileVersion { get; init; }
    public Guid? InstanceId { get; set; }

    /// <summary>The case that started this one; null for what a person started.</summary>
    public Guid? ParentCaseId { get; init; }

    /// <summary>涉密: seen by whoever has to do with it, and by nobody for his office alone.</summary>
    public bool IsConfidential { get; init; }
    public string? DefinitionVersionId { get; set; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset UpdatedAt { get; set; }
    public DateTimeOffset? SubmittedAt { get; set; }

    /// <summary>When <see cref="Status"/> reached a final value.</summary>
    public DateTimeOffset? ClosedAt { get; set; }

    /// <summary>Guards drafts against two tabs; grows with each change.</summary>
    public long Version { get; set; }

    /// <summary>For queries; a case is loaded without them.</summary>
    public ICollection<CaseParticipant> Participants { get; } = [];

    /// <summary>For queries, as the participants.</summary>
    public ICollection<UserTasks.UserTask> Tasks { get; } = [];
}

/// <summary>Who has to do with a case and may therefore read it, now and afterwards.</summary>
public sealed class CaseParticipant
{
    public required Guid CaseId { get; init; }
    public required string PersonId { get; init; }
    public required DateTimeOffset Since { get; init; }
}

/// <summary>抄送: who was sent a copy. He reads the case as the step of whoever sent it shows it.</summary>
public sealed class CaseCopy
{
    public required Guid CaseId { get; init; }
    public required string PersonId { get; init; }
    public required string ById { get; init; }
    public required string StepId { get; init; }
    public required DateTimeOffset CopiedAt { get; init; }
    public DateTimeOffset? ReadAt { get; set; }
}

/// <summary>What the procedure did by itself and a reader of the timeline should know: skipped, escalated, informed, registered.</summary>
public sealed class CaseEntry
{
    public required Guid Id { get; init; }
    public required Guid CaseId { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>The step it belongs to (activity id), null for the case as a whole.</summary>
    public string? StepId { get; init; }
    public required string StepName { get; init; }

    /// <summary>Key into the message texts (<c>entry.level-skipped</c>) and its arguments.</summary>
    public required string TextKey { get; init; }
    public required string[] Arguments { get; init; }
}

/// <summary>What an instance carries from its start; property <see cref="Key"/>.</summary>
public sealed record CaseHeader(
    Guid CaseId,
    string Procedure,
    string ApplicantId,
    string SubjectId,
    string FormKey,
    int FormVersion,
    string ProfileKey,
    int ProfileVersion,
    DateTimeOffset SubmittedAt)
{
    public const string Key = "StaffFlows:Case";

    /// <summary>In Chinese, as cases are titled.</summary>
    public string? ProcedureName { get; init; }

    /// <summary>How the procedure's version titles its cases; null for cases that were started before titles had patterns.</summary>
    public string? TitlePattern { get; init; }

    /// <summary>The case that started this one; null for what a person started.</summary>
    public Guid? ParentCaseId { get; init; }

    /// <summary>Seen by whoever has to do with it, and by nobody for his office alone.</summary>
    public bool IsConfidential { get; init; }
}
