using StaffFlows.Workflows.Publicity;

namespace StaffFlows.Engine.Tests.Publicity;

public sealed class When_objections_hold_persons_back
{
    [Theory]
    [InlineData("A", ObjectionState.Open, true, "A", "whom it concerns waits, the others go on")]
    [InlineData("A", ObjectionState.Open, false, "A B", "a hall that does not split: the list waits")]
    [InlineData(null, ObjectionState.Open, true, "A B", "it is about the list as a whole")]
    [InlineData("A", ObjectionState.Unfounded, true, "", "settled: nobody waits")]
    [InlineData("A", ObjectionState.Disqualified, false, "", "settled, whatever became of him")]
    [InlineData("A", ObjectionState.Dismissed, true, "", "it named nothing")]
    public void PUB_05_open_ones_hold_back_whom_they_concern_or_the_list(string? about, ObjectionState state, bool splits, string held, string why) =>
        string.Join(' ', new ObjectionRegister([new(Guid.Empty, about, state)]).Held(["A", "B"], splits)).ShouldBe(held, why);

    [Fact]
    public void Whoever_is_disqualified_already_waits_for_nothing() =>
        new ObjectionRegister([new(Guid.Empty, "A", ObjectionState.Disqualified), new(Guid.Empty, null, ObjectionState.Open)]).Held(["A", "B"], splits: true).ShouldBe(["B"]);
}
