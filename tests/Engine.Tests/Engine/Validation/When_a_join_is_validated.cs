using StaffFlows.Engine.Tests.Engine.Support;
using StaffFlows.Engine.Validation;

namespace StaffFlows.Engine.Tests.Engine.Validation;

/// <summary>A join that waits for all its branches is passed by when one of them is not taken; see the measured fixture decision-untaken-join-WaitAll.</summary>
public sealed class When_a_join_is_validated
{
    [Fact]
    public void A_branch_that_a_decision_may_leave_is_a_warning() =>
        BranchWithDecision("WaitAll").Path("d.False", "end").Validate().ShouldTell("join-may-be-skipped", FindingSeverity.Warning, "Workflow1:flow:j", "“d”");

    [Fact]
    public void So_is_one_that_a_decision_may_not_continue() =>
        BranchWithDecision("WaitAll").Validate().Select(finding => finding.Code).ShouldBe(["outcome-open", "join-may-be-skipped"], ignoreOrder: true);

    [Fact]
    public void So_is_a_decision_instead_of_a_fork() =>
        new Flow().Decision("d", "true").Line("a").Line("b").Join("j", "WaitAll").Line("end")
            .Path("d.True", "a", "j", "end").Path("d.False", "b", "j").Validate()
            .ShouldTell("join-may-be-skipped", FindingSeverity.Warning, "Workflow1:flow:j", "“d”");

    [Theory]
    [InlineData("WaitAllActive", "CounterBased")]
    [InlineData("WaitAllActive", "TokenBased")]
    [InlineData("WaitAny", "CounterBased")]
    [InlineData("WaitAny", "TokenBased")]
    public void Other_modes_do_not_mind(string mode, string flowchart) =>
        BranchWithDecision(mode).Path("d.False", "end").Mode(flowchart).Validate().ShouldBeEmpty();

    [Fact]
    public void Tokens_pass_it_by_like_counters() =>
        BranchWithDecision("WaitAll").Path("d.False", "end").Mode("TokenBased").Validate().ShouldTell("join-may-be-skipped", FindingSeverity.Warning, "Workflow1:flow:j", "“d”");

    [Fact]
    public void A_decision_whose_ways_meet_before_the_join_is_none() =>
        BranchWithDecision("WaitAll").Line("c").Path("d.False", "c", "a").Validate().ShouldBeEmpty();

    [Fact]
    public void A_decision_before_the_fork_that_leaves_all_of_it_is_none() =>
        new Flow().Decision("d", "true").Fork("f", "A", "B").Line("a").Line("b").Join("j", "WaitAll").Line("end")
            .Path("d.True", "f.A", "a", "j", "end").Path("f.B", "b", "j").Path("d.False", "end").Validate().ShouldBeEmpty();

    [Fact]
    public void A_fork_without_decisions_is_none() =>
        new Flow().Fork("f", "A", "B").Line("a").Line("b").Join("j", "WaitAll").Line("end")
            .Path("f.A", "a", "j", "end").Path("f.B", "b", "j").Validate().ShouldBeEmpty();

    private static Flow BranchWithDecision(string mode) => new Flow()
        .Fork("f", "A", "B").Decision("d", "true").Line("a").Line("b").Join("j", mode).Line("end")
        .Path("f.A", "d.True", "a", "j", "end").Path("f.B", "b", "j");
}
