namespace StaffFlows.Engine.Execution;

/// <summary>A line that a workflow wrote, for traces and tests.</summary>
public sealed record LineWritten(string Text) : IEffect;
