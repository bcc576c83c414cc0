namespace StaffFlows.Engine.Activities;

/// <summary>How a flowchart decides what happens where branches meet.</summary>
public enum FlowchartMode
{
    /// <summary>Elsa's default: every activity with several ways in is a join; only <c>FlowJoin</c> has modes.</summary>
    CounterBased,

    /// <summary>The merge mode of the activity that is arrived at decides.</summary>
    TokenBased,
}
