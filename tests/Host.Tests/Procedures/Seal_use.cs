using System.Net;
using System.Text.Json.Nodes;
using StaffFlows.Host.Tests.StudioApi;
using StaffFlows.Testing;

namespace StaffFlows.Host.Tests.Procedures;

/// <summary>
/// 用章申请: a procedure that somebody draws in the Studio from nothing, with a decision on what was typed and two steps. The process owner
/// is u006, the applicant u030, his window head u022.
/// </summary>
internal static class Seal_use
{
    public const string Id = "sealuse";

    public static JsonObject Drawn() => new()
    {
        ["name"] = "用章申请", ["description"] = "盖章前由窗口负责人审核", ["definitionId"] = Id, ["version"] = 1, ["isLatest"] = true, ["isPublished"] = false,
        ["variables"] = new JsonArray(), ["inputs"] = new JsonArray(), ["outputs"] = new JsonArray(), ["outcomes"] = new JsonArray(), ["customProperties"] = new JsonObject(), ["options"] = new JsonObject(),
        ["root"] = new JsonObject
        {
            ["id"] = "chart", ["type"] = "Elsa.Flowchart", ["version"] = 1, ["name"] = "Flowchart1",
            ["activities"] = new JsonArray(
                Step("approve", "窗口负责人审核", 0), Decision("urgent", "variables.form.details == '急'", 150), Step("seal", "登记用章", 300, "role:PersonnelOfficer")),
            ["connections"] = new JsonArray(Arrow("approve", "agree", "urgent"), Arrow("urgent", "False", "seal")),
        },
    };

    public static (string, string)[] Settings(string revision, params (string Name, string Value)[] other)
    {
        (string, string)[] usual =
        [
            ("key", "seal-use"), ("order", "50"), ("nameZh", "用章"), ("nameEn", "Use of the seal"), ("category", "综合事务"), ("categoryEn", "General"), ("descriptionZh", "使用单位印章"), ("descriptionEn", ""),
            ("form", "general"), ("starters", "everybody"), ("numberPattern", "YZ-{year}-{0:0000}"), ("titlePattern", "{subject} · {applicant}"), ("summaryPattern", "{window}：{details}"), ("revision", revision),
        ];
        return [.. usual.Where(field => other.All(o => o.Name != field.Item1)), .. other];
    }

    public static async Task<Owner> DrawAsync(Hall hall)
    {
        var owner = await Owner.SignInAsync(hall, "u006");
        (await owner.SaveAsync(Drawn())).Status.ShouldBe(HttpStatusCode.OK);
        return owner;
    }

    /// <summary>The settings are posted as the page has them.</summary>
    public static async Task SetUpAsync(Visitor owner, params (string Name, string Value)[] other)
    {
        using var answer = await owner.SubmitAsync($"/admin/procedures/{Id}", $"/admin/procedures/{Id}", Settings(await owner.RevisionAsync($"/admin/procedures/{Id}"), other));
        answer.StatusCode.ShouldBe(HttpStatusCode.SeeOther, await answer.Content.ReadAsStringAsync());
    }

    public static async Task<HttpResponseMessage> PublishAsync(Visitor owner, string note = "", string id = Id, string? revision = null) =>
        await owner.SubmitAsync($"/admin/procedures/{id}/publish", $"/admin/procedures/{id}/publish", ("note", note), ("revision", revision ?? await owner.RevisionAsync($"/admin/procedures/{id}/publish")));

    /// <summary>What the page shows is what the person has looked at.</summary>
    public static async Task<string> RevisionAsync(this Visitor visitor, string page)
    {
        var (_, html) = await visitor.SeeAsync(page);
        var start = html.IndexOf("name=\"revision\" value=\"", StringComparison.Ordinal) + "name=\"revision\" value=\"".Length;
        return html[start..html.IndexOf('"', start)];
    }

    private static JsonObject Step(string id, string name, int y, string assignee = "role:WindowHead@window") => new()
    {
        ["id"] = id, ["name"] = id, ["type"] = "StaffFlows.UserTask", ["version"] = 1, ["metadata"] = Place(name, y),
        ["assignee"] = Literal(assignee), ["outcomes"] = Expression("Object", "[\"agree\",\"reject\"]"),
        ["outcomeLabels"] = Expression("Object", "[{\"key\":\"agree\",\"zh\":\"同意\",\"en\":\"Agree\",\"intent\":\"positive\"},{\"key\":\"reject\",\"zh\":\"不同意\",\"en\":\"Reject\",\"intent\":\"negative\"}]"),
    };

    private static JsonObject Decision(string id, string condition, int y) => new()
    {
        ["id"] = id, ["type"] = "Elsa.FlowDecision", ["version"] = 1, ["metadata"] = Place("急件？", y), ["condition"] = Expression("JavaScript", condition),
    };

    private static JsonObject Place(string name, int y) => new()
    {
        ["displayText"] = name,
        ["designer"] = new JsonObject { ["position"] = new JsonObject { ["x"] = 0, ["y"] = y }, ["size"] = new JsonObject { ["width"] = 200, ["height"] = 60 } },
    };

    private static JsonObject Literal(string value) => Expression("Literal", value);

    private static JsonObject Expression(string type, string value) => new() { ["typeName"] = "String", ["expression"] = new JsonObject { ["type"] = type, ["value"] = value } };

    private static JsonObject Arrow(string from, string port, string to) => new()
    {
        ["source"] = new JsonObject { ["activity"] = from, ["port"] = port }, ["target"] = new JsonObject { ["activity"] = to, ["port"] = "In" },
    };
}
