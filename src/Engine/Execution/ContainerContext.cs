using System.Collections.Immutable;
using System.Text.Json;
using StaffFlows.Engine.Definitions;
using StaffFlows.Engine.Expressions;

namespace StaffFlows.Engine.Execution;

/// <summary>
/// What the engine's own activities (containers, Finish, Complete, SetVariable …) may do beyond an ordinary activity. Every context
/// of a burst is one; ordinary activities have no need to know.
/// </summary>
public abstract class ContainerContext : ActivityExecutionContext
{
    /// <summary>Children scheduled, running, waiting or faulted, in the order in which they were scheduled.</summary>
    public abstract IReadOnlyList<OpenChild> OpenChildren { get; }

    /// <summary>What <see cref="IPreparedActivity.Prepare"/> made for this node.</summary>
    public abstract T Prepared<T>() where T : class;

    /// <summary>Evaluates an expression of the node that is not an ordinary input.</summary>
    /// <exception cref="ExpressionException">It has no value; becomes an incident.</exception>
    public abstract JsonElement Evaluate(Expression expression);

    /// <summary>The same, with variables that only this expression sees.</summary>
    /// <exception cref="ExpressionException">It has no value; becomes an incident.</exception>
    public abstract JsonElement Evaluate(Expression expression, ImmutableDictionary<string, JsonElement> variables);

    /// <summary>The child to start with, because the trigger that started the instance is there or inside it; null otherwise.</summary>
    public abstract ActivityNode? TriggeredChild { get; }

    /// <summary>Cancels open children, with all that is inside them.</summary>
    public abstract void CancelChildren(Func<OpenChild, bool> which);

    /// <summary>False where no variable of that id is in reach.</summary>
    public abstract bool TrySetVariableById(string id, JsonElement value);

    public abstract void SetWorkflowOutput(string name, JsonElement value);

    /// <summary>
    /// Once this activity has completed, the nearest container of that kind completes with these outcomes and everything between
    /// is left. A loop around the nearest composite is not looked for; where there is none, nothing more happens.
    /// </summary>
    public abstract void Leave(ContainerKind kind, ImmutableArray<string> outcomes);

    /// <summary>Once this activity has completed, the whole instance is finished, whatever is still open.</summary>
    public abstract void FinishWorkflow();

    /// <summary>The bookmark that was just met stays open and can be met again.</summary>
    public abstract void Keep(BookmarkId met);

    /// <summary>The published version of a definition; null where there is none.</summary>
    public abstract ValueTask<WorkflowGraph?> FindPublishedAsync(string definitionId, CancellationToken ct);

    /// <summary>Runs another instance as far as it goes; what it does becomes part of this burst's commit.</summary>
    public abstract ValueTask<ChildRun> RunChildAsync(ChildStart start, CancellationToken ct);
}
