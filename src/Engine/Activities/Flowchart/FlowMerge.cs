namespace StaffFlows.Engine.Activities;

/// <summary>When an activity with several ways in goes on; what the modes of both kinds of flowchart come down to.</summary>
internal enum FlowMerge
{
    /// <summary>When every awaited connection has arrived that still can.</summary>
    Active,

    /// <summary>The same, but passed over where one never came.</summary>
    All,

    /// <summary>With the first arrival; what is open before it is cancelled.</summary>
    First,

    /// <summary>With each arrival, every time anew.</summary>
    Each,
}
