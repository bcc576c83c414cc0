using System.Collections.Immutable;
using StaffFlows.Engine.Definitions;

namespace StaffFlows.Engine.Execution;

/// <summary>An activity whose ports depend on how it is set up at its place in a definition.</summary>
public interface IPortedActivity : IActivity
{
    /// <summary>Null where they are only known when the activity runs.</summary>
    ImmutableArray<string>? PortsOf(ActivityNode node);
}
