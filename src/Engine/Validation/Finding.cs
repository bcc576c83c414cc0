using StaffFlows.Engine.Execution;

namespace StaffFlows.Engine.Validation;

public enum FindingSeverity
{
    /// <summary>Works, but perhaps not as meant.</summary>
    Warning,

    /// <summary>Will fail when it is reached, or can never be.</summary>
    Error,
}

/// <summary>Something about a definition that its author should know before publishing it. 检查结果</summary>
/// <param name="Code">Kebab-case; stable.</param>
/// <param name="NodeId">The activity's <c>nodeId</c>; null where it is about the whole definition.</param>
/// <param name="Text">A sentence that names the activity as the designer shows it.</param>
public sealed record Finding(string Code, FindingSeverity Severity, string? NodeId, LocalizedText Text)
{
    /// <summary>The input of the activity that is concerned; null where it is about the activity.</summary>
    public string? Input { get; init; }
}
