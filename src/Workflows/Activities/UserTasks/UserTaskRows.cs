using System.Collections.Immutable;
using StaffFlows.Engine.Execution;

namespace StaffFlows.Workflows.Activities.UserTasks;

/// <summary>One row of a step as the execution remembers it.</summary>
/// <param name="PersonIds">Who was asked, those of an escalation included.</param>
internal sealed record UserTaskRow(Guid TaskId, ImmutableArray<string> PersonIds);

/// <summary>What one run of a step remembers between bursts.</summary>
/// <param name="Substitutes">Person id to the id of the absent person for whom he was asked.</param>
internal sealed record UserTaskMemory(ImmutableArray<UserTaskRow> Rows, ImmutableDictionary<string, string> Substitutes)
{
    private const string Key = "rows";

    public IEnumerable<string> PersonIds => Rows.SelectMany(r => r.PersonIds).Distinct();

    public static UserTaskMemory Of(ActivityExecutionContext context) =>
        context.Recall<UserTaskMemory>(Key) ?? new([], ImmutableDictionary<string, string>.Empty);

    public void Keep(ActivityExecutionContext context) => context.Remember(Key, this);
}
