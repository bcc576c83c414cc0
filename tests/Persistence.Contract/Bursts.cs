using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Leave;
using StaffFlows.Workflows.UserTasks;
using Case = StaffFlows.Workflows.Cases.Case;

namespace StaffFlows.Persistence.Contract;

/// <summary>Commits and effects as the engine and the procedures make them.</summary>
internal static class Bursts
{
    public static readonly DateTimeOffset Monday = new(2026, 11, 23, 9, 30, 0, TimeSpan.FromHours(8));

    public static WorkflowInstance Instance(string? name = null) => new()
    {
        Id = new(Guid.CreateVersion7()),
        DefinitionId = "leave",
        DefinitionVersionId = "leave-v1",
        DefinitionVersion = 1,
        SubStatus = WorkflowSubStatus.Suspended,
        Name = name,
        CreatedAt = Monday,
        UpdatedAt = Monday,
    };

    /// <summary>An instance that is just being started, of a definition that the provider knows.</summary>
    public static WorkflowInstance Start(string definitionId, string? correlationId = null, ParentLink? parent = null) => Instance() with
    {
        DefinitionId = definitionId,
        DefinitionVersionId = $"{definitionId}-v1",
        CorrelationId = correlationId,
        Parent = parent,
    };

    public static WorkflowInstance Ended(this WorkflowInstance instance) => instance with { SubStatus = WorkflowSubStatus.Finished, FinishedAt = Monday };

    public static BurstCommit Commit(this WorkflowInstance instance, params IEffect[] effects) => new(
        instance, instance.Version, [], [], [.. effects], [], [], Monday);

    public static Bookmark Bookmark(DateTimeOffset? dueAt = null)
    {
        var id = Guid.CreateVersion7();
        return new(
            new(id), "StaffFlows.UserTask", $"hash-{id:N}", JsonSerializer.SerializeToElement(new { task = id }),
            new(Guid.CreateVersion7()), "Workflow1:Flowchart1:approve", Monday, dueAt);
    }

    public static CaseHeader Header(string applicant, Guid? caseId = null) => new(
        caseId ?? Guid.CreateVersion7(), "leave", applicant, applicant, "leave", 1, "FangCounty", 1, Monday);

    public static Case Draft(CaseHeader header) => new()
    {
        Id = header.CaseId,
        Procedure = header.Procedure,
        ApplicantId = header.ApplicantId,
        SubjectId = header.SubjectId,
        FormKey = header.FormKey,
        FormVersion = 0,
        ProfileKey = header.ProfileKey,
        ProfileVersion = header.ProfileVersion,
        CreatedAt = Monday.AddDays(-1),
        Version = 4,
    };

    public static CaseOpened Opened(CaseHeader header, string pattern = "QJ-{year}-{0:000000}", string? unit = null, string? window = null) =>
        new(header, pattern, "年休假 · 巫晓岚 · 4 个工作日", new JsonObject { ["type"] = "annual" }, unit, window);

    public static UserTaskRequested Requested(Guid caseId, params string[] persons) => new(
        Guid.CreateVersion7(), caseId, new(Guid.CreateVersion7()), new(Guid.CreateVersion7()), new(Guid.CreateVersion7()),
        "windowHead", "窗口负责人审批", UserTaskMode.One,
        [.. persons.Select(id => new Reason(id, "窗口负责人", "Head of the window"))],
        [new("agree", "同意", "Agree", OutcomeIntent.Positive, false)],
        Monday.AddDays(3), false);

    public static LeaveEntry Leave(Guid caseId, string person, string from, string to, string? standIn = null) => new(
        caseId, person, LeaveType.Annual, Range(from, to), 2, LeaveState.Reserved, standIn);

    /// <summary>Dates with a half day each: <c>2026-12-01 am</c>.</summary>
    public static LeaveRange Range(string from, string to)
    {
        var (start, end) = (from.Split(' '), to.Split(' '));
        return new(DateOnly.Parse(start[0]), Enum.Parse<HalfDay>(start[1], true), DateOnly.Parse(end[0]), Enum.Parse<HalfDay>(end[1], true));
    }

    /// <summary>A person's id that no other test uses.</summary>
    public static string Person() => $"E{Guid.NewGuid():N}"[..12];

    public static void ShouldBeRefused(this CommitResult result, string code) =>
        result.ShouldBeOfType<CommitResult.Refused>().Rejection.Code.ShouldBe(code);

    public static void ShouldBeCommitted(this CommitResult result) => result.ShouldBeOfType<CommitResult.Committed>();
}
