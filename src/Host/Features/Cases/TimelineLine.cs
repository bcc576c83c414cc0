using System.Collections.Immutable;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.Features.Cases;

internal enum LineState
{
    Done,
    Current,
    Predicted,
    Skipped,
}

/// <summary>One line of 办理进度: a step that was taken, is being taken, is expected, or was passed over.</summary>
/// <param name="StepId">The activity's id; <c>start</c> for the application itself.</param>
/// <param name="Persons">Done: who decided. Otherwise: who is or will be asked.</param>
/// <param name="Outcome">The key of the decision, with its words in <paramref name="Choice"/>.</param>
/// <param name="At">Done: when decided. Current: when it arrived. Predicted: null.</param>
/// <param name="Notes">What the procedure did by itself there: why skipped, escalated, registered.</param>
/// <param name="IsCertain">False from the first predicted step on that depends on something nobody can know yet.</param>
internal sealed record TimelineLine(
    string Step,
    string StepId,
    LineState State,
    ImmutableArray<LinePerson> Persons,
    string? Outcome = null,
    OutcomeChoice? Choice = null,
    string? Opinion = null,
    DateTimeOffset? At = null,
    DateTimeOffset? Due = null,
    bool DueIsProvisional = false,
    bool IsCertain = true)
{
    public ImmutableArray<LineNote> Notes { get; init; } = [];

    /// <summary>The number of the journal entry that ended the step; 0 where there is none yet.</summary>
    public long Sequence { get; init; }

    /// <summary>When the step arrived at those who had to decide; null for what nobody was asked.</summary>
    public DateTimeOffset? ArrivedAt { get; init; }
}

/// <param name="OnBehalfOfId">The person represented: 李四 代 张三.</param>
/// <param name="Why">The part of the assignee rule that chose him.</param>
internal sealed record LinePerson(string Id, string? OnBehalfOfId = null, LocalizedText? Why = null);

/// <summary>A sentence of the message texts with its arguments.</summary>
internal sealed record LineNote(string TextKey, ImmutableArray<string> Arguments, DateTimeOffset? At);
