using System.Text.Json;

namespace StaffFlows.Engine.Execution;

/// <summary>
/// An activity from which instances can be started where the definition says <c>canStartWorkflow</c>. In the run that started the
/// instance (<see cref="ActivityExecutionContext.IsTriggered"/>) it completes at once; in every other it waits.
/// </summary>
public interface ITrigger : IActivity
{
    /// <summary>What starts it. Asked once, when the definition is published: the context belongs to no instance.</summary>
    object Describe(ActivityExecutionContext context);

    /// <summary>When the clock starts an instance the next time; null where it never does (again).</summary>
    /// <param name="payload">As described.</param>
    /// <param name="previous">When it was due the last time, or the moment of publishing.</param>
    /// <param name="now">At or after <paramref name="previous"/>. Moments between the two are passed over: after a pause it starts once.</param>
    /// <exception cref="FormatException">The payload names no moments.</exception>
    DateTimeOffset? DueAfter(JsonElement payload, DateTimeOffset previous, DateTimeOffset now) => null;
}
