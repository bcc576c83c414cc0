using System.Collections.Immutable;

namespace StaffFlows.Engine.Execution;

/// <summary>Why something expected was refused; the host maps the kind to a status code in one place.</summary>
public enum RejectionKind
{
    /// <summary>Unknown, or not visible to who asks.</summary>
    NotFound,

    /// <summary>Visible, but not his to do.</summary>
    Forbidden,

    /// <summary>The data breaks a rule; <see cref="Rejection.Fields"/> says where.</summary>
    Invalid,

    /// <summary>Right in itself, but not in this state: already decided, already closed.</summary>
    InvalidState,

    /// <summary>Somebody else was faster; asking again may succeed.</summary>
    Conflict,
}

/// <summary>
/// An expected "no", as a value. <see cref="Code"/> is stable and kebab-case; the sentence is looked up by it in the
/// caller's language with <see cref="Arguments"/> in place of {0}, {1} ….
/// </summary>
public sealed record Rejection(RejectionKind Kind, string Code, params ImmutableArray<string> Arguments)
{
    /// <summary>The fields concerned, each with its own code and arguments; empty where the refusal is about the whole.</summary>
    public ImmutableArray<FieldRejection> Fields { get; init; } = [];
}

/// <summary>One field's part of a <see cref="Rejection"/>.</summary>
public sealed record FieldRejection(string Field, string Code, params ImmutableArray<string> Arguments)
{
    /// <summary>Where within the field, in words that are said before the sentence: the row and column of a table.</summary>
    public LocalizedText? Place { get; init; }
}
