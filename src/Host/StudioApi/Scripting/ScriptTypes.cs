using System.Collections.Immutable;
using System.Text;
using StaffFlows.Engine.Definitions;
using StaffFlows.Engine.Execution;
using StaffFlows.Host.Localisation;

namespace StaffFlows.Host.StudioApi.Scripting;

/// <summary>What a script of a definition can call and name, as TypeScript declarations for the editor's completion, in one language.</summary>
internal static class ScriptTypes
{
    private static readonly ImmutableArray<(string Declaration, LocalizedText Comment)> Functions =
    [
        ("getVariable(name: string): any", new("按名称取变量的值", "The value of a variable by its name")),
        ("setVariable(name: string, value: any): void", new("按名称设置变量的值", "Sets a variable by its name")),
        ("getInput(name: string): any", new("按名称取流程输入", "A workflow input by its name")),
        ("getOutputFrom(activity: string, output?: string): any", new("取某个活动的输出", "An output of an activity")),
        ("getLastResult(): any", new("上一个活动的结果", "The result of the activity before")),
        ("getWorkflowDefinitionId(): string", new("流程标识", "The id of the definition")),
        ("getWorkflowDefinitionVersionId(): string", new("流程版本标识", "The id of the definition's version")),
        ("getWorkflowDefinitionVersion(): number", new("流程版本号", "The definition's version")),
        ("getWorkflowInstanceId(): string", new("实例标识", "The id of the instance")),
        ("getWorkflowInstanceName(): string", new("实例名称", "The instance's name")),
        ("setWorkflowInstanceName(name: string): void", new("设置实例名称", "Names the instance")),
        ("getCorrelationId(): string", new("关联号", "The correlation id")),
        ("setCorrelationId(id: string): void", new("设置关联号", "Sets the correlation id")),
        ("isNullOrEmpty(text: string): boolean", new("文本是否为空", "True for an empty text")),
        ("isNullOrWhiteSpace(text: string): boolean", new("文本是否为空白", "True for a text of nothing but spaces")),
        ("toJson(value: any): string", new("转为 JSON 文本", "The value as JSON")),
        ("newGuid(): string", new("新的标识", "A new GUID")),
    ];

    public static string Write(WorkflowDefinition definition, Wording say)
    {
        var text = new StringBuilder();
        foreach (var (declaration, comment) in Functions) Declare($"function {declaration}", comment);
        foreach (var variable in definition.Variables.Where(variable => IsName(variable.Name)))
        {
            var (name, type) = (char.ToUpperInvariant(variable.Name[0]) + variable.Name[1..], TypeOf(variable.TypeName, variable.IsArray));
            Declare($"function get{name}(): {type}", new($"变量 {variable.Name}", $"The variable {variable.Name}"));
            Declare($"function set{name}(value: {type}): void", new($"设置变量 {variable.Name}", $"Sets the variable {variable.Name}"));
        }

        foreach (var input in definition.Inputs.Where(input => IsName(input.Name)))
            Declare($"function get{char.ToUpperInvariant(input.Name[0])}{input.Name[1..]}(): {TypeOf(input.Type, input.IsArray)}", new($"流程输入 {input.Name}", $"The input {input.Name}"));

        var members = definition.Variables.Where(variable => IsName(variable.Name)).Select(variable => $"{variable.Name}: {TypeOf(variable.TypeName, variable.IsArray)};");
        Declare($"const variables: {{ {string.Join(' ', members)} }}", new("全部变量", "All variables"));
        return text.ToString();

        void Declare(string what, LocalizedText comment) => text.Append("/** ").Append(say.Of(comment)).AppendLine(" */").Append("declare ").Append(what).AppendLine(";");
    }

    private static bool IsName(string name) => name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(c => char.IsLetterOrDigit(c) || c is '_' or '$');

    private static string TypeOf(string typeName, bool isArray)
    {
        var type = typeName switch
        {
            "String" or "Guid" or "TimeSpan" => "string",
            "Boolean" => "boolean",
            "Int16" or "Int32" or "Int64" or "Single" or "Double" or "Decimal" => "number",
            "DateTime" or "DateTimeOffset" or "DateOnly" => "Date",
            _ => "any",
        };
        return isArray ? $"{type}[]" : type;
    }
}
