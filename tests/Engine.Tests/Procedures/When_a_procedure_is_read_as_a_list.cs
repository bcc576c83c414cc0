using StaffFlows.Workflows.Forms;
using StaffFlows.Workflows.Procedures;

namespace StaffFlows.Engine.Tests.Procedures;

public sealed class When_a_procedure_is_read_as_a_list
{
    private static readonly Form LeaveForm = FormFile.Read(Repository.Read("workflows/forms/leave.json")).GetValue();
    private static readonly ProcedureOutline Outline = ProcedureOutline.Of(Leave_versions.Shipped, LeaveForm, Leave_versions.Words);

    [Fact]
    public void Every_step_stands_once_and_the_start_stands_first()
    {
        Outline.Steps.Select(step => step.Step.Path).ShouldBe(Leave_versions.Shipped.Steps.Select(step => step.Path), ignoreOrder: true);
        Outline.Steps.Select(step => step.Number).ShouldBe(Enumerable.Range(1, Outline.Steps.Length));
        Outline.Steps[0].Step.Name.Zh.ShouldBe("提交申请");
    }

    [Theory]
    [InlineData("stand-in", "window-head", "the stand-in is asked before")]
    [InlineData("window-head", "unit", "the window head decides before")]
    [InlineData("unit", "register", "nothing is registered before")]
    [InlineData("register", "centre", "the centre hears afterwards")]
    public void Who_acts_before_stands_before(string earlier, string later, string reason) =>
        NumberOf(earlier).ShouldBeLessThan(NumberOf(later), reason);

    [Fact]
    public void A_step_says_who_decides_until_when_and_what_comes_next()
    {
        var step = Outline.Steps.Single(s => s.Step.Path == "unit");

        var facts = step.Facts.ToDictionary(fact => fact.Label.Zh, fact => fact.Text.Zh);
        facts["办理人"].ShouldContain("role:UnitLeader@home");
        facts.Keys.ShouldContain("办理时限");
        step.Exits.Select(exit => (exit.Port!.Value.Zh, exit.To)).ShouldBe([("同意", "needs-director"), ("不同意", "rejected"), ("退回修改", "change")]);
        step.Exits[0].ToNumber.ShouldBe(NumberOf("needs-director"));
    }

    [Fact]
    public void A_step_says_what_may_be_written_there()
    {
        var facts = Outline.Steps.Single(s => s.Step.Path == "choose-stand-in").Facts;

        facts.Single(fact => fact.Label.En == "Fills in").Text.ShouldBe(new("顶岗人员", "Stand-in"));
    }

    [Fact]
    public void A_decision_says_its_condition()
    {
        var step = Outline.Steps.Single(s => s.Step.Path == "needs-director");

        step.Facts.ShouldContain(fact => fact.Text.Zh.Contains("variables.needsDirector", StringComparison.Ordinal));
        step.Exits.Select(exit => exit.Port!.Value.Zh).ShouldBe(["是", "否"]);
        step.IsPersons.ShouldBeFalse();
    }

    [Fact]
    public void An_outcome_that_leads_nowhere_is_told()
    {
        var version = Leave_versions.With(definition => definition.Connections().Remove(definition.FindArrow("unit", "reject")));

        var exit = ProcedureOutline.Of(version, null, Leave_versions.Words).Steps.Single(s => s.Step.Path == "unit").Exits.Single(e => e.Port!.Value.Zh == "不同意");

        (exit.To, exit.ToNumber, exit.ToName.Zh).ShouldBe((null, 0, "没有连线"));
    }

    private static int NumberOf(string path) => Outline.Steps.Single(step => step.Step.Path == path).Number;
}
