using System.Text.Json.Nodes;
using StaffFlows.Engine.Definitions.Json;
using StaffFlows.Engine.Tests.Engine.Support;
using StaffFlows.Engine.Validation;

namespace StaffFlows.Engine.Tests.Engine.Validation;

public sealed class When_what_an_activity_is_given_is_validated
{
    [Theory]
    [InlineData("var = 1", "script-invalid", "Unexpected token =")]
    [InlineData("list.map(x => x)", "script-too-new", "arrow function")]
    [InlineData("`a`", "script-too-new", "template literal")]
    public void A_script_that_cannot_run_is_an_error(string script, string code, string words)
    {
        var finding = new Flow().Line("say", script).Validate().ShouldHaveSingleItem();

        (finding.Code, finding.Severity, finding.NodeId, finding.Input).ShouldBe((code, FindingSeverity.Error, "Workflow1:flow:say", "text"));
        finding.Text.En.ShouldContain("“say”");
        finding.Text.En.ShouldContain(words);
        finding.Text.Zh.ShouldContain("第 1 行第 ");
    }

    [Fact]
    public void The_conditions_of_a_switch_are_looked_at_too() =>
        new Flow().Add("s", "Elsa.FlowSwitch", ("cases", new JsonArray(new JsonObject { ["label"] = "One", ["condition"] = new JsonObject { ["type"] = "JavaScript", ["value"] = "a ?? b" } })))
            .Line("a").Path("s.One", "a").Path("s.Default", "a").Validate().ShouldTell("script-too-new", FindingSeverity.Error, "Workflow1:flow:s", "cases");

    [Fact]
    public void Scripts_of_inner_activities_belong_to_those() =>
        new Flow().Add("inner", "Elsa.Flowchart", ("activities", new JsonArray(new JsonObject
        {
            ["id"] = "say", ["type"] = "Elsa.WriteLine", ["version"] = 1, ["text"] = Flow.Input("JavaScript", "=>"),
        }))).Validate().ShouldHaveSingleItem().NodeId.ShouldBe("Workflow1:flow:inner:say");

    [Theory]
    [InlineData("CSharp")]
    [InlineData("Liquid")]
    public void An_expression_in_another_language_is_an_error(string type) =>
        new Flow().Add("say", "Elsa.WriteLine", ("text", Flow.Input(type, "x"))).Validate()
            .ShouldTell("expression-type-unknown", FindingSeverity.Error, "Workflow1:flow:say", type);

    [Theory]
    [InlineData("Literal", "=>")]
    [InlineData("Object", "{}")]
    [InlineData("Json", "{}")]
    [InlineData("Variable", "\"x\"")]
    [InlineData("Input", """{ "name": "x" }""")]
    [InlineData("JavaScript", "getVariable('x')")]
    public void The_languages_that_there_are_pass(string type, string value) =>
        new Flow().Add("say", "Elsa.WriteLine", ("text", Flow.Input(type, value))).Validate().ShouldBeEmpty();

    [Theory]
    [InlineData("0 0 9 * *", "5")]
    [InlineData("0 0 9 ? * MON", "?")]
    [InlineData("0 0 25 * * *", "0 0 25 * * *")]
    public void A_cron_expression_that_is_none_is_an_error(string cron, string words)
    {
        var finding = Cron("Literal", cron).Validate().ShouldTell("cron-invalid", FindingSeverity.Error, "Workflow1:flow:c", words);
        (finding.Input, finding.Text.Zh).ShouldBe(("cronExpression", finding.Text.Zh));
        finding.Text.Zh.ShouldContain("“c”");
    }

    [Theory]
    [InlineData("Literal", "0 0 9 * * MON-FRI")]
    [InlineData("JavaScript", "getVariable('when')")]
    public void One_that_is_right_or_computed_passes(string type, string cron) => Cron(type, cron).Validate().ShouldBeEmpty();

    [Fact]
    public void A_variable_declared_twice_is_an_error()
    {
        new Flow().Line("a").Variable("x").Variable("x").Validate().ShouldTell("variable-repeated", FindingSeverity.Error, null, "“x”");
        new Flow().Line("a").Variable("x").Variable("X").Validate().ShouldBeEmpty();
    }

    [Fact]
    public void An_id_used_twice_in_one_container_is_an_error() =>
        new Flow().Line("a").Line("a").Validate().ShouldTell("activity-id-repeated", FindingSeverity.Error, "Workflow1:flow:a", "“a”");

    [Fact]
    public void An_id_used_again_in_another_container_is_a_warning() =>
        new Flow().Line("a").Add("inner", "Elsa.Flowchart", ("activities", new JsonArray(new JsonObject { ["id"] = "a", ["type"] = "Elsa.Start", ["version"] = 1 }))).Path("a", "inner")
            .Validate().ShouldTell("activity-id-repeated", FindingSeverity.Warning, "Workflow1:flow:inner:a", "“a”");

    [Fact]
    public void A_root_that_is_no_activity_is_an_error() =>
        WorkflowDefinitionJson.Read(new JsonObject { ["id"] = "p-v1", ["definitionId"] = "p", ["version"] = 1, ["root"] = new JsonObject() })
            .Validate().ShouldHaveSingleItem().Code.ShouldBe("definition-unreadable");

    [Fact]
    public void Findings_name_what_the_designer_shows_and_errors_come_first()
    {
        var findings = new Flow().Line("lost").Add("start", "Elsa.Start").Add("bad", "Acme.Unheard", ("metadata", new JsonObject { ["displayText"] = "审批" })).Path("start", "bad").Validate();

        findings.Select(finding => finding.Severity).ShouldBe([FindingSeverity.Error, FindingSeverity.Warning]);
        findings[0].Text.Zh.ShouldContain("“审批”");
    }

    private static Flow Cron(string type, string value) => new Flow().Add("c", "Elsa.Cron", ("cronExpression", Flow.Input(type, value)));
}
