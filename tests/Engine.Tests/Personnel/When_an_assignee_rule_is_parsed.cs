using StaffFlows.Workflows.Personnel.Assignees;

namespace StaffFlows.Engine.Tests.Personnel;

public sealed class When_an_assignee_rule_is_parsed
{
    public static TheoryData<string, AssigneeRulePart[]> Readable => new()
    {
        { "user:u022", [new AssigneeRulePart.User("u022")] },
        { "role:CenterDirector", [new AssigneeRulePart.Role("CenterDirector", null)] },
        {
            "role:UnitLeader@home | role:UnitDeputyLeader@home",
            [new AssigneeRulePart.Role("UnitLeader", AssigneeScope.Home), new AssigneeRulePart.Role("UnitDeputyLeader", AssigneeScope.Home)]
        },
        { " role:WindowHead@window ", [new AssigneeRulePart.Role("WindowHead", AssigneeScope.Window)] },
        { "head@unit+1", [new AssigneeRulePart.Head(AssigneeScope.Unit, 1)] },
        { "head@window", [new AssigneeRulePart.Head(AssigneeScope.Window, 0)] },
        { "initiator|handler:window-head", [new AssigneeRulePart.Initiator(), new AssigneeRulePart.Handler("window-head")] },
        { "field:standIn", [new AssigneeRulePart.Field("standIn")] },
        { "initiator | js:a || b", [new AssigneeRulePart.Initiator(), new AssigneeRulePart.Script("a || b")] },
    };

    [Theory]
    [MemberData(nameof(Readable))]
    public void Each_part_has_one_meaning(string text, AssigneeRulePart[] parts)
    {
        AssigneeRuleParser.TryParse(text, out var rule, out _).ShouldBeTrue();
        rule!.Parts.ShouldBe(parts);
    }

    [Theory]
    [InlineData("", 0, "assignee-rule-empty")]
    [InlineData("role:A |", 8, "assignee-part-empty")]
    [InlineData("| role:A", 0, "assignee-part-empty")]
    [InlineData("boss", 0, "assignee-part-unknown")]
    [InlineData("role:A | boss:x", 9, "assignee-part-unknown")]
    [InlineData("user:", 4, "assignee-value-missing")]
    [InlineData("role:A@moon", 7, "assignee-scope-unknown")]
    [InlineData("head@moon", 5, "assignee-scope-unknown")]
    [InlineData("head@unit+x", 10, "assignee-level-invalid")]
    [InlineData("head@unit+10", 10, "assignee-level-invalid")]
    [InlineData("role:A B", 5, "assignee-name-invalid")]
    [InlineData("field:a b", 6, "assignee-name-invalid")]
    public void A_mistake_is_named_with_its_position(string text, int position, string code)
    {
        AssigneeRuleParser.TryParse(text, out _, out var error).ShouldBeFalse();
        (error!.Position, error.Code).ShouldBe((position, code));
    }

    [Theory]
    [InlineData("toRole:CenterDirector", typeof(WhenNobody.ToRole))]
    [InlineData("toProcessOwner", typeof(WhenNobody.ToProcessOwner))]
    [InlineData("skip", typeof(WhenNobody.Skip))]
    [InlineData("incident", typeof(WhenNobody.Incident))]
    [InlineData("toRole:", null)]
    [InlineData("maybe", null)]
    public void The_answer_for_nobody_is_one_of_four(string text, Type? expected)
    {
        WhenNobody.TryParse(text, out var answer).ShouldBe(expected is not null);
        (answer?.GetType()).ShouldBe(expected);
    }
}
