using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Workflows.Specs.Tasks;

/// <summary>u012 has the task; he hands it on, asks for advice, or has others decide with him.</summary>
public sealed class When_somebody_is_brought_in
{
    [Fact]
    public async Task A_transferred_task_does_not_come_back()
    {
        var panel = await OneAsync();

        await panel.ActAsync("u012", TaskRights.Transfer, ["u020"], opinion: "业务由您分管");
        panel.Asked.ShouldBe(["u020"]);
        await panel.DecideAsync("u020", "yes");

        panel.Outcome.ShouldBe("yes");
        panel.Rows.Count().ShouldBe(1);
        panel.Hall.Ledger.Entries.Single(e => e.TextKey is "entry.transferred.why").Arguments[3].ShouldBe("业务由您分管");
    }

    [Fact]
    public async Task A_delegated_task_comes_back_and_is_decided_by_its_owner()
    {
        var panel = await OneAsync();

        await panel.ActAsync("u012", TaskRights.Delegate, ["u020"]);
        panel.Asked.ShouldBe(["u020"], "he waits for the advice");
        await panel.DecideAsync("u020", "no");

        panel.Outcome.ShouldBeNull("advice decides nothing");
        panel.Asked.ShouldBe(["u012"]);
        panel.Hall.Ledger.Messages.Last().TextKey.ShouldBe("task.came-back");
        await panel.DecideAsync("u012", "yes");
        panel.Outcome.ShouldBe("yes");
        panel.Rows.Select(r => r.Decision?.DecidedById).ShouldBe([panel.PersonOf("u012"), panel.PersonOf("u020")], "both are in the timeline");
    }

    [Theory]
    [InlineData(SignPosition.Before, "u020", "u012")]
    [InlineData(SignPosition.After, "u012", "u020")]
    public async Task Those_added_before_or_after_decide_in_that_order(SignPosition position, string first, string second)
    {
        var panel = await OneAsync();

        await panel.ActAsync("u012", TaskRights.AddSign, ["u020"], position);
        panel.Asked.ShouldBe([first]);
        await panel.DecideAsync(first, "yes");
        panel.Asked.ShouldBe([second]);
        panel.Outcome.ShouldBeNull();
        await panel.DecideAsync(second, "yes");

        panel.Outcome.ShouldBe("yes");
    }

    [Fact]
    public async Task Those_added_in_parallel_decide_at_the_same_time_and_a_no_of_theirs_counts()
    {
        var panel = await OneAsync();

        await panel.ActAsync("u012", TaskRights.AddSign, ["u020", "u019"], SignPosition.Parallel);
        panel.Asked.Order().ShouldBe(["u012", "u019", "u020"]);
        await panel.DecideAsync("u012", "yes");
        await panel.DecideAsync("u020", "no");

        panel.Outcome.ShouldBe("no");
        panel.Rows.Single(r => r.PersonIds.Contains(panel.PersonOf("u019"))).ClosedBecause.ShouldBe("task.closed.step-decided");
    }

    [Fact]
    public async Task Whoever_was_added_may_add_others()
    {
        var panel = await OneAsync();

        await panel.ActAsync("u012", TaskRights.AddSign, ["u020"], SignPosition.Before);
        await panel.ActAsync("u020", TaskRights.AddSign, ["u019"], SignPosition.Before);
        panel.Asked.ShouldBe(["u019"]);
        foreach (var person in (string[])["u019", "u020", "u012"]) await panel.DecideAsync(person, "yes");

        panel.Outcome.ShouldBe("yes");
        var rows = panel.Rows.ToList();
        rows.Select(r => r.Request.ParentId).ShouldBe([null, rows[0].Request.TaskId, rows[1].Request.TaskId]);
    }

    [Fact]
    public async Task Nobody_gains_votes_by_adding_people()
    {
        var panel = await PanelCase.AtPanelAsync(("mode", "ratio"), ("ratio", 60), ("allowAddSign", true));

        await panel.ActAsync("u012", TaskRights.AddSign, ["u020", "u019"], SignPosition.Parallel);
        foreach (var person in (string[])["u012", "u020", "u019", "u013"]) await panel.DecideAsync(person, "yes");
        panel.Outcome.ShouldBeNull("two seats of five");
        await panel.DecideAsync("u014", "yes");

        panel.Outcome.ShouldBe("yes");
    }

    [Theory]
    [InlineData("u012", "colleague-is-self")]
    [InlineData("u030", "colleague-is-applicant")]
    [InlineData("u013", "colleague-asked-already")]
    public async Task Some_people_can_not_be_brought_in(string who, string code)
    {
        var panel = await PanelCase.AtPanelAsync(("allowAddSign", true));

        (await panel.TryActAsync("u012", TaskRights.AddSign, [who])).ShouldNotBeNull().Code.ShouldBe(code);

        panel.Asked.ShouldBe(PanelCase.Members);
    }

    [Fact]
    public async Task What_the_step_does_not_allow_is_refused()
    {
        var panel = await PanelCase.AtPanelAsync();

        (await panel.TryActAsync("u012", TaskRights.Transfer, ["u020"])).ShouldNotBeNull().Kind.ShouldBe(RejectionKind.Forbidden);
    }

    [Fact]
    public async Task A_second_urge_waits_a_day()
    {
        var panel = await OneAsync();
        var row = panel.RowOf("u012");

        (await panel.TryActAsync("u030", TaskRights.Urge, [], row: row)).ShouldBeNull();
        var refused = (await panel.TryActAsync("u030", TaskRights.Urge, [], row: row)).ShouldNotBeNull();
        (refused.Code, refused.Arguments[0]).ShouldBe(("urged-already", "2026-11-24 09:00"));
        (await panel.TryActAsync("u013", TaskRights.Urge, [], row: row)).ShouldNotBeNull().Code.ShouldBe("urge-not-yours");
        await panel.Hall.AdvanceToAsync("2026-11-24 09:00");
        (await panel.TryActAsync("u030", TaskRights.Urge, [], row: row)).ShouldBeNull();

        row.Urged.ShouldBe(2);
        panel.Hall.Ledger.Messages.Count(m => m.TextKey is "task.urged").ShouldBe(2);
    }

    [Fact]
    public async Task A_copy_leaves_the_task_where_it_is()
    {
        var panel = await OneAsync();

        await panel.ActAsync("u012", TaskRights.Copy, ["u020"]);

        panel.Asked.ShouldBe(["u012"]);
        panel.Hall.Ledger.Copies.Single().PersonIds.ShouldBe([panel.PersonOf("u020")]);
        await panel.DecideAsync("u012", "yes");
    }

    private static Task<PanelCase> OneAsync() => PanelCase.AtPanelAsync(
        ("mode", "one"), ("assignee", "user:u012"), ("allowTransfer", true), ("allowDelegate", true), ("allowAddSign", true));
}
