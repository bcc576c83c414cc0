using System.Text.Json;
using StaffFlows.Engine.Definitions;

namespace StaffFlows.Engine.Execution;

/// <summary>One activity's view of one burst: its inputs, its memory, the clock, facts. No store, no service provider.</summary>
public abstract class ActivityExecutionContext
{
    public abstract ActivityExecutionId Id { get; }
    public abstract WorkflowInstanceId InstanceId { get; }
    public abstract ActivityNode Node { get; }

    /// <summary>Business time of the burst; the same for everything in it. For a timer its own due time or later.</summary>
    public abstract DateTimeOffset Now { get; }

    /// <summary>True in a dry burst that nobody will commit.</summary>
    public abstract bool IsPreview { get; }

    /// <summary>True in the one run that started the instance: what the activity waits for has happened already.</summary>
    public abstract bool IsTriggered { get; }

    /// <summary>What the stimulus brought that started the instance; JSON null where it brought nothing.</summary>
    public abstract JsonElement TriggerInput { get; }

    /// <summary>The input as evaluated before this turn; the descriptor's default where the definition leaves it out.</summary>
    public abstract T Get<T>(Input<T> input);

    /// <summary>Sets one of the node's outputs: bound variable or workflow output, and visible to later scripts of this burst.</summary>
    public abstract void SetOutput(string name, object? value);

    /// <summary>A variable by name, inner scopes first; JSON null where there is none.</summary>
    public abstract JsonElement GetVariable(string name);
    public abstract void SetVariable(string name, JsonElement value);

    /// <summary>What the instance carries for the host, set at start and immutable since, e.g. the case it belongs to.</summary>
    public abstract T Property<T>(string key);

    public abstract T? Recall<T>(string key);
    public abstract void Remember<T>(string key, T value);

    /// <summary>A bookmark of this execution; hand it back in <see cref="ActivityResult.Waiting"/>.</summary>
    /// <param name="payload">Serialised as declared; part of the hash. Never a date.</param>
    /// <param name="name">Null for the activity's type.</param>
    public abstract Bookmark Bookmark(object payload, string? name = null, DateTimeOffset? dueAt = null);

    /// <summary>Gives up bookmarks of this execution that are still open (all named so, or all).</summary>
    public abstract void Burn(string? name = null);

    /// <summary>Happens only if the burst commits.</summary>
    public abstract void Emit(IEffect effect);

    /// <summary>Carried out in a burst of its own once this one is committed, exactly once.</summary>
    public abstract void Post(EngineCommand command);

    /// <summary>Reads a fact once per burst and guards its version at commit.</summary>
    public abstract ValueTask<T> FactAsync<T>(FactKey key, CancellationToken ct) where T : class;

    /// <summary>Refuses the whole burst: nothing of it happens and the caller gets the rejection. Returns so that it can be thrown nowhere.</summary>
    public abstract ActivityResult Refuse(Rejection rejection);

    /// <summary>A new id of the burst (version 7, from its clock and random source).</summary>
    public abstract Guid NewId();
}
