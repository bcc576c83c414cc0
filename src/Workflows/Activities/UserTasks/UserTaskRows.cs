using System.Collections.Immutable;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Workflows.Activities.UserTasks;

/// <summary>Where a row stands in its step's tally.</summary>
internal enum RowState
{
    /// <summary>In an inbox.</summary>
    Open,

    /// <summary>Known to people, but others come before it.</summary>
    Waiting,

    /// <summary>To be asked for by the turn that made it.</summary>
    New,
    Decided,

    /// <summary>Closed without a decision of its own.</summary>
    Closed,
}

/// <summary>One row of a step as the execution remembers it.</summary>
/// <param name="PersonIds">Who was asked, those of an escalation included.</param>
internal sealed record UserTaskRow(Guid TaskId, ImmutableArray<string> PersonIds)
{
    public RowState State { get; init; }

    /// <summary>Where it waits, or waited last; empty for a row that was never open, or that an earlier release made.</summary>
    public Guid BookmarkId { get; init; }

    /// <summary>The row whose holder brought this one in.</summary>
    public Guid? ParentId { get; init; }
    public SignPosition Position { get; init; }

    /// <summary>委派: what is said here is for the holder of the parent row, who decides; it does not count.</summary>
    public bool IsAdvice { get; init; }
    public string? Outcome { get; init; }
    public string? DecidedById { get; init; }

    /// <summary>Which decision of the step it was, from 1.</summary>
    public int Turn { get; init; }
    public DateTimeOffset? UrgedAt { get; init; }

    public bool IsOver => State is RowState.Decided or RowState.Closed;
}

/// <summary>What one run of a step remembers between bursts: its tally.</summary>
/// <param name="Substitutes">Person id to the id of the absent person for whom he was asked.</param>
internal sealed record UserTaskMemory(ImmutableArray<UserTaskRow> Rows, ImmutableDictionary<string, string> Substitutes)
{
    private const string Key = "rows";

    public IEnumerable<string> PersonIds => Rows.SelectMany(r => r.PersonIds).Distinct();

    public IEnumerable<UserTaskRow> Undecided => Rows.Where(row => !row.IsOver);

    public IEnumerable<UserTaskRow> Open => Rows.Where(row => row.State is RowState.Open);

    public static UserTaskMemory Of(ActivityExecutionContext context) =>
        context.Recall<UserTaskMemory>(Key) ?? new([], ImmutableDictionary<string, string>.Empty);

    /// <summary>Null where the step knows no such row, or it is over.</summary>
    public UserTaskRow? FindOpen(Guid taskId) => Rows.SingleOrDefault(row => row.TaskId == taskId && row.State is RowState.Open);

    public UserTaskMemory With(UserTaskRow row) => this with { Rows = [.. Rows.Select(known => known.TaskId == row.TaskId ? row : known)] };

    public void Keep(ActivityExecutionContext context) => context.Remember(Key, this);
}
