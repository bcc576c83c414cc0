using System.Text.Json;
using StaffFlows.Engine.Execution;

namespace StaffFlows.Workflows.Activities.Cases;

/// <summary>
/// 校验表单: what an expression finds wrong with the form refuses the decision that came before, at its fields. Each is
/// <c>{field, code, arguments}</c>; the sentence is looked up by the code.
/// </summary>
public sealed class CheckForm : IActivity
{
    private static readonly Input<JsonElement> Errors = new("errors", default);

    public string Type => "StaffFlows.CheckForm";

    public ActivityDescriptor Descriptor { get; } = new(
        "StaffFlows.CheckForm", "人事流程", new("校验表单", "Check the form"),
        new("表达式列出问题时，退回刚才的办理并在相应字段提示", "Refuses the decision before it at the fields that an expression names"),
        [new(Errors.Name, typeof(JsonElement), new("问题（字段、代码、参数）", "What is wrong (field, code, arguments)"), JsonElement.Parse("[]"))], [], ["Done"]);

    public ValueTask<ActivityResult> ExecuteAsync(ActivityExecutionContext context, CancellationToken ct)
    {
        // a preview has what nobody has written yet
        if (context.IsPreview || context.Get(Errors) is not { ValueKind: JsonValueKind.Array } errors || errors.GetArrayLength() == 0) return new(new ActivityResult.Completed());

        return new(context.Refuse(new(RejectionKind.Invalid, "form-invalid") { Fields = [.. errors.EnumerateArray().Select(Read)] }));
    }

    private static FieldRejection Read(JsonElement error) => new(
        error.GetProperty("field").GetString()!, error.GetProperty("code").GetString()!,
        error.TryGetProperty("arguments", out var arguments) && arguments.ValueKind is JsonValueKind.Array ? [.. arguments.EnumerateArray().Select(a => a.ToString())] : []);
}
