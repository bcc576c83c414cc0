using System.Collections.Immutable;

namespace StaffFlows.Workflows.Personnel.Assignees;

/// <summary>Whose unit or window a role or a head is looked for in.</summary>
public enum AssigneeScope
{
    /// <summary>The subject's home unit.</summary>
    Home,

    /// <summary>The subject's window and the unit that owns it.</summary>
    Window,

    /// <summary>The applicant's home unit.</summary>
    Unit,
}

/// <summary>One part of an assignee rule; parts are joined by <c>|</c>.</summary>
public abstract record AssigneeRulePart
{
    private AssigneeRulePart()
    {
    }

    /// <summary><c>user:u022</c></summary>
    public sealed record User(string UserName) : AssigneeRulePart;

    /// <summary><c>role:CenterDirector</c>, <c>role:UnitLeader@home</c></summary>
    public sealed record Role(string Code, AssigneeScope? Scope) : AssigneeRulePart;

    /// <summary><c>head@unit+1</c>: the leader of the unit so many levels up; <c>head@window</c> is the window's head.</summary>
    public sealed record Head(AssigneeScope Scope, int LevelsUp) : AssigneeRulePart;

    /// <summary><c>initiator</c></summary>
    public sealed record Initiator : AssigneeRulePart;

    /// <summary><c>handler:stepId</c>: who decided that step.</summary>
    public sealed record Handler(string StepId) : AssigneeRulePart;

    /// <summary><c>field:standIn</c>: whom a person field of the form names.</summary>
    public sealed record Field(string Key) : AssigneeRulePart;

    /// <summary><c>js:…</c>: the rest of the rule, bars included, is a script that answers staff numbers or user names.</summary>
    public sealed record Script(string Source) : AssigneeRulePart;
}

/// <summary>Why a rule's text can't be read.</summary>
/// <param name="Position">0-based index of the first character that is wrong.</param>
/// <param name="Code">Kebab-case; the sentence is looked up by it.</param>
public sealed record AssigneeRuleError(int Position, string Code, params ImmutableArray<string> Arguments);

/// <summary>Who gets a task, as a text a process owner can write: <c>role:UnitLeader@home | role:UnitDeputyLeader@home</c>.</summary>
public sealed record AssigneeRule(string Text, ImmutableArray<AssigneeRulePart> Parts)
{
    public AssigneeRulePart.Script? Script => Parts.OfType<AssigneeRulePart.Script>().SingleOrDefault();
}
