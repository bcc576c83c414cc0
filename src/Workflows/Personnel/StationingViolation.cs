using StaffFlows.Engine.Execution;

namespace StaffFlows.Workflows.Personnel;

/// <summary>What a unit is not to do with somebody whom it has stationed in the hall.</summary>
public enum ViolationKind
{
    /// <summary>承担派出单位其他工作</summary>
    OtherWork,

    /// <summary>被派出单位抽调、借用</summary>
    Borrowed,

    /// <summary>被派出单位撤回</summary>
    Withdrawn,
}

/// <summary>
/// 派驻违规记录 (SEL-13): a window head has reported what kept a stationed person from his window. It is the unit that is reported, not the
/// person. Never changed afterwards.
/// </summary>
public sealed class StationingViolation
{
    public const int MaxFacts = 500;

    public required Guid Id { get; init; }
    public required string PersonId { get; init; }

    /// <summary>Whose unit: his home unit on the day of the report.</summary>
    public required string UnitId { get; init; }

    /// <summary>Where he was missed.</summary>
    public required string WindowId { get; init; }
    public required ViolationKind Kind { get; init; }

    /// <summary>The day on which it happened, or began.</summary>
    public required DateOnly OccurredOn { get; init; }
    public required string Facts { get; init; }
    public required string ReportedById { get; init; }
    public required DateTimeOffset ReportedAt { get; init; }

    /// <summary>Whether there is a unit that has stationed him: a department's person at a window of the hall.</summary>
    public static bool Concerns(Person person, Organisation organisation) =>
        person is { IsActive: true, WindowId: not null } && organisation.HomeUnitOf(person).Type is Unit.StationedDepartment;

    public static LocalizedText WordsOf(ViolationKind kind) => kind switch
    {
        ViolationKind.OtherWork => new("承担派出单位其他工作", "Did other work of the home unit"),
        ViolationKind.Borrowed => new("被派出单位抽调、借用", "Borrowed by the home unit"),
        ViolationKind.Withdrawn => new("被派出单位撤回", "Withdrawn by the home unit"),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
