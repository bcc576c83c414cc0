using System.Text;
using System.Text.Json.Nodes;

namespace StaffFlows.Benchmarks.Procedures;

/// <summary>The form of all procedures under load: who decides first and second, an amount and a reason.</summary>
internal static class FormText
{
    public const string Key = "bench";

    private const string Reason = "窗口业务量增加，需增配人员，经单位研究同意上报。";

    public static JsonObject Form => new()
    {
        ["key"] = Key,
        ["version"] = 1,
        ["title"] = Label("Bench"),
        ["sections"] = new JsonArray(new JsonObject
        {
            ["fields"] = new JsonArray(
                Field("first", "person"), Field("second", "person"), Field("amount", "number"), Field("reason", "longText")),
        }),
        ["rights"] = new JsonObject
        {
            ["start"] = new JsonObject { ["first"] = "required", ["second"] = "required", ["amount"] = "required", ["reason"] = "required" },
        },
    };

    /// <summary>The body of a start, as bytes to send again and again: the persons vary with the number.</summary>
    public static byte[] StartBody(int number, string reason = Reason) => Encoding.UTF8.GetBytes(new JsonObject
    {
        ["draft"] = false,
        ["form"] = new JsonObject
        {
            ["first"] = Staff.StaffNo(Staff.ApproverAt(number)), ["second"] = Staff.StaffNo(Staff.ApproverAt(number + 7)), ["amount"] = 1001 + (number % 1000),
            ["reason"] = reason,
        },
    }.ToJsonString());

    private static JsonObject Field(string key, string type) => new() { ["key"] = key, ["type"] = type, ["label"] = Label(key) };

    private static JsonObject Label(string text) => new() { ["zh"] = text, ["en"] = text };
}
