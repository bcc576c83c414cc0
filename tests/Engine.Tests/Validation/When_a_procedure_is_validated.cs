using System.Collections.Immutable;
using System.Text.Json.Nodes;
using StaffFlows.Engine.Activities;
using StaffFlows.Engine.Definitions.Json;
using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Tests.Personnel;
using StaffFlows.Engine.Validation;
using StaffFlows.Workflows.Activities;
using StaffFlows.Workflows.Activities.Validation;
using StaffFlows.Workflows.Forms;
using StaffFlows.Workflows.Personnel;

namespace StaffFlows.Engine.Tests.Validation;

/// <summary>The leave procedure with one change each, against the demo organisation and the forms that ship.</summary>
public sealed class When_a_procedure_is_validated
{
    private static readonly ActivityCatalog Catalog = new([.. StandardActivities.All, .. StaffFlowsActivities.All]);
    private static readonly ImmutableArray<Form> Forms =
        [.. Directory.EnumerateFiles(Repository.PathOf("workflows/forms"), "*.json").Select(path => FormFile.Read(File.ReadAllBytes(path)).GetValue())];

    public static TheoryData<string> Procedures =>
        [.. Directory.EnumerateFiles(Repository.PathOf("workflows"), "*.json").Select(Path.GetFileName).OfType<string>().Where(name => name != "demo-organisation.json").Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Procedures))]
    public void Every_procedure_that_ships_is_without_errors(string file) =>
        Validate(WorkflowDefinitionJson.Read(File.ReadAllText(Repository.PathOf($"workflows/{file}"))), The_county.Today)
            .Where(finding => finding.Severity is FindingSeverity.Error).Select(finding => finding.Text.En).ShouldBeEmpty();

    [Theory]
    [InlineData("window-head", "assignee", "role:", "assignee-rule-invalid", "character", "的人员规则第 5 个字符起无法识别：role:")]
    [InlineData("window-head", "assignee", "boss", "assignee-rule-invalid", "boss", "的人员规则第 1 个字符起无法识别：boss")]
    [InlineData("window-head", "assignee", "", "assignee-missing", "Open the step", "没有填写“办理人”。请打开该环节，在“输入”中选择人员，或填写人员规则。")]
    [InlineData("window-head", "assignee", "  ", "assignee-missing", "“Assignee”", "没有填写“办理人”。请打开该环节，在“输入”中选择人员，或填写人员规则。")]
    [InlineData("window-head", "assignee", "js:1", "assignee-rule-invalid", "JavaScript", "的人员规则请写成输入的 JavaScript 表达式，不用 js: 前缀。")]
    [InlineData("window-head", "assignee", "initiator | role:Emperor@home", "role-unknown", "Emperor", "的人员规则中的角色“Emperor”不存在。")]
    [InlineData("window-head", "escalateTo", "role:Emperor", "role-unknown", "Emperor", "的人员规则中的角色“Emperor”不存在。")]
    [InlineData("window-head", "whenNobody", "toRole:Emperor", "role-unknown", "Emperor", "的人员规则中的角色“Emperor”不存在。")]
    [InlineData("window-head", "assignee", "user:nobody", "user-unknown", "nobody", "的人员规则中的账号“nobody”不存在。")]
    [InlineData("window-head", "assignee", "handler:nowhere", "step-unknown", "nowhere", "的人员规则中的步骤“nowhere”不存在。")]
    [InlineData("window-head", "assignee", "field:nothing", "field-unknown", "nothing", "的人员规则中的字段“nothing”不在表单“leave”中。")]
    [InlineData("window-head", "requiredFields", "{\"agree\":[\"nothing\"]}", "field-unknown", "nothing", "必填的字段“nothing”不在表单“leave”中。")]
    [InlineData("window-head", "requiredFields", "{\"agree\":[\"reason\"]}", "field-not-writable", "Reason", "必填的字段“请假事由”在这一步不可填写。")]
    [InlineData("window-head", "outcomes", "[\"agree\",\"agree\"]", "user-task-invalid", "different keys", "的办理结果不是键各不相同的列表，或与其说法对不上。")]
    [InlineData("window-head", "outcomes", "[\"other\"]", "user-task-invalid", "labels", "的办理结果不是键各不相同的列表，或与其说法对不上。")]
    [InlineData("window-head", "timeoutOutcome", "maybe", "user-task-invalid", "maybe", "没有办理结果“maybe”。")]
    [InlineData("window-head", "skipOutcome", "maybe", "user-task-invalid", "maybe", "没有办理结果“maybe”。")]
    [InlineData("window-head", "mode", "everybody", "user-task-invalid", "mode", "的多人方式只能是 one、any、all、ratio 或 inTurn。")]
    [InlineData("window-head", "whenNobody", "shrug", "user-task-invalid", "whenNobody", "的 whenNobody 填写的做法无法识别。")]
    [InlineData("window-head", "whenApplicant", "shrug", "user-task-invalid", "whenApplicant", "的 whenApplicant 填写的做法无法识别。")]
    [InlineData("window-head", "whenRepeated", "shrug", "user-task-invalid", "whenRepeated", "的 whenRepeated 填写的做法无法识别。")]
    [InlineData("window-head", "whenAbsent", "shrug", "user-task-invalid", "whenAbsent", "的 whenAbsent 填写的做法无法识别。")]
    public void A_step_that_names_what_is_not_there_is_an_error(string step, string input, string value, string code, string words, string zh)
    {
        var finding = Validate(With(step, input, value), The_county.Today).Where(finding => finding.Code == code).ShouldHaveSingleItem();

        (finding.Severity, finding.NodeId, finding.Input).ShouldBe((FindingSeverity.Error, $"Workflow1:Flowchart1:{step}", input));
        finding.Text.En.ShouldContain(words, Case.Insensitive);
        finding.Text.Zh.ShouldBe($"“窗口负责人审批”{zh}");
    }

    [Theory]
    [InlineData("window-head", "assignee", "role:UnitLeader@home | user:u001 | handler:stand-in | field:standIn | head@unit+1 | initiator")]
    [InlineData("window-head", "escalateTo", "")]
    [InlineData("window-head", "whenNobody", "toRole:CenterDirector")]
    [InlineData("window-head", "timeoutOutcome", "agree")]
    [InlineData("choose-stand-in", "requiredFields", "{\"resubmit\":[\"standIn\"]}")]
    public void A_step_that_names_what_is_there_is_none(string step, string input, string value) =>
        Validate(With(step, input, value), The_county.Today).Where(finding => finding.Severity is FindingSeverity.Error).Select(finding => finding.Text.En).ShouldBeEmpty();

    [Fact]
    public void Computed_rules_are_left_to_the_run() =>
        Validate(With("window-head", "assignee", "'role:' + 'Emperor'", "JavaScript"), The_county.Today).ShouldNotContain(finding => finding.Severity == FindingSeverity.Error);

    [Fact]
    public void Without_an_organisation_nobody_is_unknown() =>
        Validate(With("window-head", "assignee", "role:Emperor | user:nobody"), new Organisation(1, [], [], [], [])).ShouldNotContain(finding => finding.Severity == FindingSeverity.Error);

    [Theory]
    [InlineData("form", "nothing", "form-unknown")]
    [InlineData("mayStart", "active | role:Emperor", "role-unknown")]
    public void A_procedure_that_names_what_is_not_there_is_an_error(string member, string value, string code)
    {
        var json = Leave();
        json["customProperties"]!["StaffFlows:Procedure"]![member] = value;

        var finding = Validate(json, The_county.Today).Where(finding => finding.Severity is FindingSeverity.Error).ShouldHaveSingleItem();
        (finding.Code, finding.NodeId).ShouldBe((code, null));
        finding.Text.Zh.ShouldContain($"“{value.Split(':')[^1]}”不存在。");
        finding.Text.En.ShouldContain($"“{value.Split(':')[^1]}”");
    }

    [Fact]
    public void A_connection_from_an_outcome_that_a_task_does_not_have_is_an_error()
    {
        var json = Leave();
        json["root"]!["connections"]!.AsArray().First(connection => (string?)connection!["source"]!["activity"] == "window-head")!["source"]!["port"] = "perhaps";

        Validate(json, The_county.Today).ShouldContain(finding => finding.Code == "port-unknown" && finding.NodeId == "Workflow1:Flowchart1:window-head" && finding.Text.En.Contains("perhaps"));
    }

    private static JsonObject With(string step, string input, string value, string type = "Literal")
    {
        var json = Leave();
        json["root"]!["activities"]!.AsArray().First(activity => (string?)activity!["id"] == step)![input] = new JsonObject
        {
            ["typeName"] = "Object", ["expression"] = new JsonObject { ["type"] = value.StartsWith('{') || value.StartsWith('[') ? "Object" : type, ["value"] = value },
        };

        return json;
    }

    private static JsonObject Leave() => JsonNode.Parse(Repository.Read("workflows/leave.json").Span)!.AsObject();

    private static ImmutableArray<Finding> Validate(JsonObject definition, Organisation organisation) => Validate(WorkflowDefinitionJson.Read(definition), organisation);

    private static ImmutableArray<Finding> Validate(StaffFlows.Engine.Definitions.WorkflowDefinition definition, Organisation organisation) =>
        new DefinitionValidator(Catalog, [.. DefinitionValidator.EngineRules, .. OfficeRules.For(organisation, Forms)]).Validate(definition);
}
