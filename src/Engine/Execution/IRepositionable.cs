using System.Collections.Immutable;
using StaffFlows.Engine.Definitions;

namespace StaffFlows.Engine.Execution;

/// <summary>A container in which an instance can be taken back, or on, to one of the children; see <see cref="BurstCause.Reposition"/>.</summary>
public interface IRepositionable : IContainer
{
    /// <summary>False for a child that no run of the container could ever come to.</summary>
    bool CanEnter(ContainerContext context, ActivityNode target);

    /// <summary>Whether the child ends when the container is taken back to the target: all that come after it do, and the target itself.</summary>
    bool IsBehind(ContainerContext context, ActivityNode target, ActivityNode child);

    /// <summary>Puts the container's memory back to when it came to the target. Children behind it have been cancelled.</summary>
    /// <param name="left">The child that the instance is taken away from, cancelled as well. Null where the container itself had faulted.</param>
    /// <returns>What is to be scheduled now: the target, and others where leaving has set them free.</returns>
    ImmutableArray<ScheduledChild> Reenter(ContainerContext context, ActivityNode target, ActivityNode? left);
}
