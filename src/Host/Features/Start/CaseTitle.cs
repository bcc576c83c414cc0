using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using StaffFlows.Workflows.Forms;
using StaffFlows.Workflows.Personnel;

namespace StaffFlows.Host.Features.Start;

/// <summary>The title of a new case from the procedure's pattern. Parts whose fields are still empty are left out.</summary>
internal static partial class CaseTitle
{
    private const string Separator = " · ";

    public static string Of(string pattern, Form form, JsonObject data, Person applicant) =>
        string.Join(Separator, pattern.Split(Separator).Select(part => Fill(part, form, data, applicant)).OfType<string>());

    /// <summary>Null where a field of the part has no value.</summary>
    private static string? Fill(string part, Form form, JsonObject data, Person applicant)
    {
        var isComplete = true;
        var filled = Placeholder().Replace(part, match =>
        {
            var value = match.Groups[1].Value is "applicant" ? applicant.Name : Word(form, data, match.Groups[1].Value);
            isComplete &= value is not null;
            return value ?? "";
        });
        return isComplete ? filled : null;
    }

    private static string? Word(Form form, JsonObject data, string key)
    {
        if (data[key]?.ToString() is not { Length: > 0 } value) return null;
        var choices = form.Fields.FirstOrDefault(f => f.Key == key)?.Choices ?? [];
        return choices.IsDefault ? value : choices.FirstOrDefault(c => c.Key == value)?.Label.Zh ?? value;
    }

    [GeneratedRegex(@"\{(\w+)\}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Placeholder();
}
