using StaffFlows.Engine.Activities;
using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Runtime;
using StaffFlows.Engine.Tests.Engine.Support;

namespace StaffFlows.Engine.Tests.Engine;

public sealed class When_a_return_is_previewed
{
    public static IEnumerable<object[]> Returns =>
        from mode in Enum.GetValues<FlowchartMode>()
        from item in new[]
        {
            ("hall", "applicant", RepositionMode.Full, "every review is closed", new[] { "hall", "inner", "x", "y" }, new[] { "applicant" }),
            ("hall", "office", RepositionMode.Full, "only one's own branch", ["hall"], ["office"]),
            ("inner:y", "inner:x", RepositionMode.Full, "from a sibling: it is left as well", ["x", "y"], ["x"]),
            ("inner:x", "inner:line", RepositionMode.Full, "what the target leads to is opened", ["x"], ["x"]),
            ("hall", "applicant", RepositionMode.StraightBack, "the kept place is neither closed nor opened", ["hall"], ["applicant"]),
        }
        select new object[] { mode, item.Item1, item.Item2, item.Item3, item.Item4, item.Item5, item.Item6 };

    [Theory]
    [MemberData(nameof(Returns))]
    public async Task It_lists_what_then_happens_and_nothing_else(FlowchartMode mode, string from, string to, RepositionMode how, string reason, string[] closed, string[] opened)
    {
        var scenario = new Scenario(
            new Flow().Task("applicant").Fork("f", "A", "B").Task("office").Task("hall").Nest("inner", new Flow()
                    .Fork("g", "A", "B").Line("line").Task("x").Task("y").Path("g.A", "line", "x").Path("g.B", "y"))
                .Line("filed").Path("applicant", "f").Path("f.A", "office", "hall", "filed").Path("f.B", "inner", "filed").Build(),
            mode);
        await scenario.StartAsync();
        await scenario.AnswerAsync("applicant");
        await scenario.AnswerAsync("office");
        var before = await scenario.InstanceAsync();

        var preview = await scenario.PreviewRepositionAsync(from, to, how);
        WorkflowInstanceJson.Write(await scenario.InstanceAsync()).ShouldBe(WorkflowInstanceJson.Write(before), "a preview changes nothing");
        await scenario.RepositionAsync(from, to, how);

        var after = await scenario.InstanceAsync();
        preview.Refused.ShouldBeNull();
        Names(preview.Closed).ShouldBe(closed, ignoreOrder: true, reason);
        Names(preview.Opened).ShouldBe(opened, ignoreOrder: true, reason);
        preview.Closed.Select(activity => activity.ExecutionId).ShouldBe(before.Executions.Select(execution => execution.Id).Except(after.Executions.Select(execution => execution.Id)), ignoreOrder: true);
        after.Bookmarks.Select(bookmark => bookmark.NodeId).ShouldBe(
            before.Bookmarks.Where(bookmark => preview.Closed.All(activity => activity.ExecutionId != bookmark.ActivityExecutionId)).Select(bookmark => bookmark.NodeId)
                .Concat(preview.Opened.Select(activity => activity.NodeId)),
            ignoreOrder: true);
    }

    private static IEnumerable<string> Names(IEnumerable<RepositionedActivity> activities) => activities.Select(activity => activity.NodeId.Split(':')[^1]);
}
