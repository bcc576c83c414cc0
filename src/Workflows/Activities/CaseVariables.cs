using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using StaffFlows.Engine.Execution;

namespace StaffFlows.Workflows.Activities;

/// <summary>The variables by which the steps of one case hand things to each other; flows declare those that they use.</summary>
internal static class CaseVariables
{
    /// <summary>The form's data by field key.</summary>
    public const string Form = "form";

    /// <summary>The case's title, for messages.</summary>
    public const string Title = "title";

    /// <summary>Words that a step has found for the title, e.g. <c>{"days": "4.5 个工作日"}</c>; they stay when the form changes.</summary>
    public const string TitleWords = "titleWords";

    /// <summary>Who decided a step, whatever he decided: step id to person id. What <c>handler:stepId</c> looks at.</summary>
    public const string Handlers = "handlers";

    /// <summary>Who approved at a step, step id to person id; emptied by every outcome that is not positive.</summary>
    public const string Approvals = "approvals";

    /// <summary>The start of the leave for which the applicant was told that it is not approved yet.</summary>
    public const string WarnedFor = "warnedFor";

    public static JsonObject ReadForm(this ActivityExecutionContext context) =>
        context.GetVariable(Form) is { ValueKind: JsonValueKind.Object } form ? JsonObject.Create(form)! : [];

    public static string ReadText(this ActivityExecutionContext context, string name) =>
        context.GetVariable(name) is { ValueKind: JsonValueKind.String } text ? text.GetString()! : "";

    public static bool ReadFlag(this ActivityExecutionContext context, string name) =>
        context.GetVariable(name) is { ValueKind: JsonValueKind.True };

    /// <summary>A variable that holds texts by name, such as persons by step.</summary>
    public static ImmutableDictionary<string, string> ReadTexts(this ActivityExecutionContext context, string name) =>
        context.GetVariable(name) is { ValueKind: JsonValueKind.Object } texts
            ? texts.EnumerateObject().Where(p => p.Value.ValueKind is JsonValueKind.String)
                .ToImmutableDictionary(p => p.Name, p => p.Value.GetString()!)
            : ImmutableDictionary<string, string>.Empty;

    public static void Write<T>(this ActivityExecutionContext context, string name, T value) =>
        context.SetVariable(name, JsonSerializer.SerializeToElement(value, JsonSerializerOptions.Web));
}
