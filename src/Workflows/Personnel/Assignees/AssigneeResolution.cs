using System.Collections.Immutable;
using StaffFlows.Engine.Execution;

namespace StaffFlows.Workflows.Personnel.Assignees;

/// <summary>What a rule is resolved against. Everything is a value: the same context gives the same persons.</summary>
/// <param name="SubjectId">Whom the case is about.</param>
/// <param name="ApplicantId">Who applied; never among the persons found unless the rule names him as such.</param>
public sealed record ResolutionContext(Organisation Organisation, string SubjectId, string ApplicantId)
{
    /// <summary>Person ids by the step they decided.</summary>
    public ImmutableDictionary<string, string> Handlers { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Staff numbers by the key of the person field that names them.</summary>
    public ImmutableDictionary<string, ImmutableArray<string>> Fields { get; init; } = ImmutableDictionary<string, ImmutableArray<string>>.Empty;

    /// <summary>Person ids of those who approved this case at an earlier step.</summary>
    public ImmutableHashSet<string> EarlierApprovers { get; init; } = [];

    /// <summary>Whether a person (by id) is absent and no delegation of his is running.</summary>
    public Func<string, bool> IsAbsent { get; init; } = _ => false;

    /// <summary>What the rule's script answered (staff numbers or user names); null until it was evaluated.</summary>
    public ImmutableArray<string>? ScriptAnswer { get; init; }
}

/// <summary>One person who may decide, with the part of the rule that chose him.</summary>
/// <param name="Reason">Such as 窗口负责人（社保医保专区）.</param>
/// <param name="OnBehalfOfId">The absent person whose partner this is; null where he decides for himself.</param>
public sealed record Assignee(string PersonId, LocalizedText Reason, string? OnBehalfOfId);

/// <summary>What a rule came to. Closed: the task activity, the preview and the Studio know exactly these four.</summary>
public abstract record AssigneeResolution
{
    private AssigneeResolution()
    {
    }

    /// <param name="Persons">In the order of the rule; at least one.</param>
    /// <param name="Notes">Who was left out or replaced and why.</param>
    public sealed record Assigned(ImmutableArray<Assignee> Persons, ImmutableArray<LocalizedText> Notes) : AssigneeResolution;

    /// <summary>The step needs no decision.</summary>
    public sealed record Skip(LocalizedText Reason) : AssigneeResolution;

    /// <summary>An incident: somebody must be found by hand.</summary>
    public sealed record Nobody(LocalizedText Reason) : AssigneeResolution;

    /// <summary>Evaluate the script and resolve again with <see cref="ResolutionContext.ScriptAnswer"/>.</summary>
    public sealed record NeedsScript(string Source) : AssigneeResolution;
}
