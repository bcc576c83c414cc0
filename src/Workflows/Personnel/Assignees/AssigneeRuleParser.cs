using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace StaffFlows.Workflows.Personnel.Assignees;

/// <summary>Reads the text of an assignee rule. Space around parts is free; errors are values with their position.</summary>
public static class AssigneeRuleParser
{
    private const int MaxLength = 2000;
    private const int MaxLevelsUp = 9;

    public static bool TryParse(
        string? text, [NotNullWhen(true)] out AssigneeRule? rule, [NotNullWhen(false)] out AssigneeRuleError? error)
    {
        (rule, error) = (null, null);
        if (string.IsNullOrWhiteSpace(text)) error = new(0, "assignee-rule-empty");
        else if (text.Length > MaxLength) error = new(MaxLength, "text-too-long", $"{MaxLength}");
        else rule = Parse(text, out error);
        return rule is not null;
    }

    private static AssigneeRule? Parse(string text, out AssigneeRuleError? error)
    {
        var parts = ImmutableArray.CreateBuilder<AssigneeRulePart>();
        for (var start = 0; start <= text.Length;)
        {
            while (start < text.Length && char.IsWhiteSpace(text[start])) start++;
            var isScript = text.AsSpan(start).StartsWith("js:", StringComparison.Ordinal);
            var bar = isScript ? -1 : text.IndexOf('|', start);
            var end = bar < 0 ? text.Length : bar;

            if (ParsePart(text[start..end].TrimEnd(), start, out error) is not { } part) return null;

            parts.Add(part);
            start = end + 1;
            if (bar < 0) break;
        }

        error = null;
        return new AssigneeRule(text.Trim(), parts.ToImmutable());
    }

    private static AssigneeRulePart? ParsePart(string part, int position, out AssigneeRuleError? error)
    {
        error = null;
        if (part.Length == 0) error = new(position, "assignee-part-empty");
        else if (part == "initiator") return new AssigneeRulePart.Initiator();
        else if (part.StartsWith("head@", StringComparison.Ordinal)) return ParseHead(part, position, out error);
        else
        {
            var colon = part.IndexOf(':', StringComparison.Ordinal);
            var (kind, value) = colon < 0 ? (part, "") : (part[..colon], part[(colon + 1)..].Trim());
            if (kind is not ("user" or "role" or "handler" or "field" or "js")) error = new(position, "assignee-part-unknown", kind);
            else if (value.Length == 0) error = new(position + kind.Length, "assignee-value-missing", kind);
            else if (kind is "role") return ParseRole(value, position + colon + 1, out error);
            else if (kind is not "js" && value.Any(c => !IsNameCharacter(c)))
                error = new(position + colon + 1, "assignee-name-invalid", value);
            else return Named(kind, value);
        }

        return null;
    }

    private static AssigneeRulePart Named(string kind, string value) => kind switch
    {
        "user" => new AssigneeRulePart.User(value),
        "handler" => new AssigneeRulePart.Handler(value),
        "field" => new AssigneeRulePart.Field(value),
        _ => new AssigneeRulePart.Script(value),
    };

    private static AssigneeRulePart.Role? ParseRole(string value, int position, out AssigneeRuleError? error)
    {
        error = null;
        var at = value.IndexOf('@', StringComparison.Ordinal);
        var code = at < 0 ? value : value[..at];
        if (code.Length == 0 || code.Any(c => !char.IsAsciiLetterOrDigit(c))) error = new(position, "assignee-name-invalid", code);
        else if (at < 0) return new(code, null);
        else if (ScopeOf(value[(at + 1)..]) is { } scope) return new(code, scope);
        else error = new(position + at + 1, "assignee-scope-unknown", value[(at + 1)..]);
        return null;
    }

    private static AssigneeRulePart.Head? ParseHead(string part, int position, out AssigneeRuleError? error)
    {
        error = null;
        var (scopeText, levelText) = part["head@".Length..].Split('+', 2) is [var s, var l] ? (s, l) : (part["head@".Length..], "0");
        if (ScopeOf(scopeText) is not { } scope) error = new(position + "head@".Length, "assignee-scope-unknown", scopeText);
        else if (!int.TryParse(levelText, NumberStyles.None, CultureInfo.InvariantCulture, out var levels) || levels > MaxLevelsUp)
            error = new(position + "head@".Length + scopeText.Length + 1, "assignee-level-invalid", levelText, $"{MaxLevelsUp}");
        else return new(scope, levels);
        return null;
    }

    private static AssigneeScope? ScopeOf(string text) => text switch
    {
        "home" => AssigneeScope.Home,
        "window" => AssigneeScope.Window,
        "unit" => AssigneeScope.Unit,
        _ => null,
    };

    private static bool IsNameCharacter(char c) => char.IsLetterOrDigit(c) || c is '-' or '_' or '.';
}
