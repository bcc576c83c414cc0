using System.Collections.Immutable;
using StaffFlows.Engine.Definitions;

namespace StaffFlows.Engine.Execution;

/// <summary>The definitions that a definition and its composites refer to, found beforehand so that compiling needs no store.</summary>
/// <param name="isFixed">True where every reference is pinned to a version that can no longer change.</param>
public sealed class CompositeLibrary(ImmutableDictionary<CompositeReference, WorkflowDefinition> definitions, bool isFixed)
{
    public static CompositeLibrary Empty { get; } = new(ImmutableDictionary<CompositeReference, WorkflowDefinition>.Empty, isFixed: true);

    /// <summary>False where the same definition may compile to something else tomorrow.</summary>
    public bool IsFixed => isFixed;

    public WorkflowDefinition? Find(CompositeReference reference) => definitions.GetValueOrDefault(reference);
}
