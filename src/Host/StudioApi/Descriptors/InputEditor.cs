using System.Collections.Immutable;
using StaffFlows.Engine.Execution;

namespace StaffFlows.Host.StudioApi.Descriptors;

/// <summary>Which of the Studio's editors an input is filled in with.</summary>
/// <param name="Hint">The Studio's name of the editor.</param>
/// <param name="Choices">Where a list is chosen from that is always the same.</param>
/// <param name="Syntax">The expression type that the editor starts with.</param>
/// <param name="IsWrapped">False for the few inputs that Elsa stores as they are, without an expression.</param>
internal sealed record InputEditor(string Hint, ImmutableArray<InputChoice> Choices = default, string Syntax = "Literal", bool IsWrapped = true)
{
    public static readonly InputEditor Line = new("singleline");
    public static readonly InputEditor Text = new("multiline");
    public static readonly InputEditor Check = new("checkbox");
    public static readonly InputEditor Moment = new("datetime-picker");
    public static readonly InputEditor List = new("multitext", Syntax: "Object");
    public static readonly InputEditor Json = new("json-editor", Syntax: "Object");
    public static readonly InputEditor Outcomes = new("dynamic-outcomes", Syntax: "Object");
    public static readonly InputEditor WorkingDays = Line with { Unit = new("个工作日", "working days") };

    /// <summary>False for what is not for people to fill in.</summary>
    public bool IsBrowsable { get; init; } = true;

    public bool IsReadOnly { get; init; }

    /// <summary>What the list is made of as the office stands.</summary>
    public OfficeChoice Office { get; private init; }

    /// <summary>What the number counts, behind the field.</summary>
    public LocalizedText? Unit { get; private init; }

    public static InputEditor From(params ImmutableArray<InputChoice> choices) => new("dropdown", choices);

    /// <param name="choices">Stand before those of the office.</param>
    public static InputEditor FromOffice(OfficeChoice office, params ImmutableArray<InputChoice> choices) => new("dropdown", choices) { Office = office };
}

/// <param name="Value">As stored in the definition.</param>
internal sealed record InputChoice(string Value, LocalizedText Text);

/// <summary>Lists that change with the organisation, its forms and its message texts.</summary>
internal enum OfficeChoice
{
    None,

    /// <summary>Assignee rules: roles in their scopes, heads, fields of the forms, and the rules that published definitions have.</summary>
    Persons,

    /// <summary>Each role as the answer where nobody is found.</summary>
    Roles,

    /// <summary>Messages that a definition may send.</summary>
    Messages,
}
