using System.Text.Json.Nodes;
using StaffFlows.Engine.Execution;
using StaffFlows.Host.Localisation;

namespace StaffFlows.Host.StudioApi.Descriptors;

/// <summary>Everything that the Studio chooses from besides activities, in one language.</summary>
internal sealed class SmallDescriptors(Wording say)
{
    /// <summary>What the engine evaluates.</summary>
    public JsonObject Expressions() => List(
    [
        Expression("Literal", new("固定值", "Literal"), null, isBrowsable: false),
        Expression("Object", new("JSON", "Object"), "json", isBrowsable: false),
        Expression("JavaScript", new("JavaScript", "JavaScript"), "javascript"),
        Expression("Variable", new("变量", "Variable"), null),
        Expression("Input", new("流程输入", "Input"), null),
    ]);

    public JsonObject Activations() => List(
    [
        Strategy("Elsa.Workflows.ActivationValidators.AllowAlwaysStrategy, Elsa.Workflows.Core", new("不限", "Always"), new("任何时候都可启动", "Always allowed to start")),
        Strategy("Elsa.Workflows.ActivationValidators.SingletonStrategy, Elsa.Workflows.Core", new("同时只有一个", "Singleton"), new("没有其他实例在运行时才可启动", "Only where no other instance is running")),
        Strategy("Elsa.Workflows.ActivationValidators.CorrelationStrategy, Elsa.Workflows.Core", new("同一关联号只有一个", "Correlation"), new("任何流程都没有同一关联号的实例在运行时才可启动", "Only where no instance with the same correlation ID is running")),
        Strategy("Elsa.Workflows.ActivationValidators.CorrelatedSingletonStrategy, Elsa.Workflows.Core", new("本流程同一关联号只有一个", "Correlated singleton"), new("本流程没有同一关联号的实例在运行时才可启动", "Only where this workflow has no running instance with the same correlation ID")),
    ]);

    public JsonObject Incidents() => List(
    [
        Strategy("Elsa.Workflows.IncidentStrategies.FaultStrategy, Elsa.Workflows.Core", new("停止流程", "Fault"), new("出现异常时整个流程停下", "The workflow stops at an incident")),
        Strategy("Elsa.Workflows.IncidentStrategies.ContinueWithIncidentsStrategy, Elsa.Workflows.Core", new("其他分支继续", "Continue with incidents"), new("出现异常时其他分支继续", "Other branches go on")),
    ]);

    public JsonObject StorageDrivers() => List(
    [
        new JsonObject { ["typeName"] = "WorkflowInstanceStorageDriver", ["displayName"] = say.Of(new("随实例保存", "Workflow instance")), ["priority"] = 10, ["deprecated"] = false },
        new JsonObject { ["typeName"] = "MemoryStorageDriver", ["displayName"] = say.Of(new("仅在本次执行中", "Memory")), ["priority"] = 0, ["deprecated"] = false },
    ]);

    public JsonObject Variables() => List(ValueTypes.Declarable.Select(type => new JsonObject
    {
        ["typeName"] = type.Alias, ["displayName"] = say.Of(type.Name), ["category"] = say.Of(type.Category), ["description"] = null,
    }));

    /// <summary>What has a switch in the Studio: of it all we offer that open pages follow what they show.</summary>
    public static JsonObject Features() => List(
    [
        new JsonObject { ["name"] = "RealTimeWorkflowUpdates", ["namespace"] = "Elsa", ["fullName"] = "Elsa.RealTimeWorkflowUpdates", ["displayName"] = "Real-time workflow updates", ["description"] = "" },
    ]);

    public static JsonObject Nothing() => List([]);

    private static JsonObject List(IEnumerable<JsonNode> items)
    {
        var list = new JsonArray([.. items]);
        return new() { ["items"] = list, ["count"] = list.Count };
    }

    private JsonObject Expression(string type, LocalizedText name, string? language, bool isBrowsable = true) => new()
    {
        ["type"] = type,
        ["displayName"] = say.Of(name),
        ["isSerializable"] = true,
        ["isBrowsable"] = isBrowsable,
        ["properties"] = language is null ? new JsonObject() : new JsonObject { ["MonacoLanguage"] = language },
    };

    private JsonObject Strategy(string type, LocalizedText name, LocalizedText description) =>
        new() { ["typeName"] = type, ["displayName"] = say.Of(name), ["description"] = say.Of(description) };
}
