using System.Diagnostics.CodeAnalysis;

namespace StaffFlows.Workflows.Personnel.Assignees;

/// <summary>What happens where a rule finds nobody.</summary>
public abstract record WhenNobody
{
    private WhenNobody()
    {
    }

    /// <summary><c>toRole:X</c></summary>
    public sealed record ToRole(string Code) : WhenNobody;

    /// <summary><c>toProcessOwner</c>: whoever holds the role ProcessOwner.</summary>
    public sealed record ToProcessOwner : WhenNobody;

    /// <summary><c>skip</c></summary>
    public sealed record Skip : WhenNobody;

    /// <summary><c>incident</c></summary>
    public sealed record Incident : WhenNobody;

    public static bool TryParse(string text, [NotNullWhen(true)] out WhenNobody? answer)
    {
        answer = text.Trim() switch
        {
            "toProcessOwner" => new ToProcessOwner(),
            "skip" => new Skip(),
            "incident" => new Incident(),
            ['t', 'o', 'R', 'o', 'l', 'e', ':', .. { Length: > 0 } code] when code.All(char.IsAsciiLetterOrDigit) => new ToRole(code),
            _ => null,
        };
        return answer is not null;
    }
}

/// <summary>What happens where the rule finds the applicant himself: nobody approves his own request.</summary>
public enum WhenApplicant
{
    /// <summary>The step is skipped.</summary>
    Skip,

    /// <summary>The next level above decides.</summary>
    NextLevel,
}

/// <summary>What happens where the rule finds somebody who approved the case before.</summary>
public enum WhenRepeated
{
    /// <summary>He is not asked again; a step that finds nobody else is skipped.</summary>
    Skip,

    /// <summary>He is asked again.</summary>
    Ask,
}

/// <summary>What happens where the rule finds somebody on leave without a running delegation.</summary>
public enum WhenAbsent
{
    /// <summary>His AB partner decides on his behalf.</summary>
    ToPartner,

    /// <summary>The task waits for him; the escalation of the step applies.</summary>
    Keep,
}

/// <summary>The declared answers of a step for everything that is not the plain case.</summary>
public sealed record AssigneeAnswers(WhenNobody WhenNobody, WhenApplicant WhenApplicant, WhenRepeated WhenRepeated, WhenAbsent WhenAbsent)
{
    /// <summary>Never silent and never one's own approver: nobody found goes to the process owner.</summary>
    public static AssigneeAnswers Default { get; } =
        new(new WhenNobody.ToProcessOwner(), WhenApplicant.NextLevel, WhenRepeated.Ask, WhenAbsent.ToPartner);
}
