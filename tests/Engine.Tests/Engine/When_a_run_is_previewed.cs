using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Runtime;
using StaffFlows.Engine.Tests.Engine.Support;

namespace StaffFlows.Engine.Tests.Engine;

public sealed class When_a_run_is_previewed
{
    [Fact]
    public async Task It_takes_the_predicted_way_to_the_end_and_commits_nothing()
    {
        var scenario = new Scenario(new Flow()
            .Task("head", "ok").Decision("d", "getHead() == 'ok'").Task("director", "ok").Line("end").Line("no")
            .Path("head", "d").Path("d.True", "director", "end").Path("d.False", "no").Build());

        var preview = await scenario.Runtime.PreviewAsync(Scenario.Command(), CancellationToken.None);

        Steps(preview).ShouldBe(["head+", "d", "director+", "end"]);
        preview.Steps[0].Effects.ShouldHaveSingleItem().ShouldBeOfType<TaskRequested>().Name.ShouldBe("head");
        preview.Steps[1].Outcomes.ShouldBe(["True"]);
        (preview.ReachedEnd, preview.Refused).ShouldBe((true, null));
        scenario.Store.Commits.ShouldBeEmpty();
    }

    [Fact]
    public async Task It_goes_on_from_where_a_running_instance_is()
    {
        var scenario = new Scenario(new Flow().Task("head", "ok").Task("director", "ok").Line("end").Path("head", "director", "end").Build());
        await scenario.StartAsync();
        await scenario.AnswerAsync("head");

        var preview = await scenario.Runtime.PreviewAsync(Scenario.Id, CancellationToken.None);

        Steps(preview).ShouldBe(["director+", "end"]);
        preview.Steps[0].ExecutionId.ShouldBe((await scenario.InstanceAsync()).Bookmarks.Single().ActivityExecutionId);
    }

    [Fact]
    public async Task It_stops_where_nobody_can_know_and_says_what_is_uncertain()
    {
        var scenario = new Scenario(new Flow()
            .Fork("f", "A", "B").Task("unknown").Line("never").Task("known", "ok").Line("after")
            .Path("f.A", "unknown", "never").Path("f.B", "known", "after").Build());

        var preview = await scenario.Runtime.PreviewAsync(Scenario.Command(), CancellationToken.None);

        Steps(preview).ShouldBe(["f", "unknown+", "known+", "after?"]);
        preview.ReachedEnd.ShouldBeFalse();
    }

    [Fact]
    public async Task It_stops_at_a_loop()
    {
        var scenario = new Scenario(new Flow()
            .Line("s").Task("review", "no").Decision("d", "getReview() == 'ok'").Line("end")
            .Path("s", "review", "d").Path("d.False", "s").Path("d.True", "end").Build());

        var preview = await scenario.Runtime.PreviewAsync(Scenario.Command(), CancellationToken.None);

        Steps(preview).ShouldBe(["s", "review+", "d"]);
        preview.ReachedEnd.ShouldBeFalse();
    }

    [Fact]
    public async Task A_timer_alone_is_waited_for_but_a_reminder_beside_a_person_is_not()
    {
        var reminded = false;
        var asked = new Does("Test.Ask", context => new ActivityResult.Waiting(context.Bookmark(new { }, "reminder", context.Now.AddHours(1)), context.Bookmark(new { })))
        {
            OnResume = (_, stimulus) =>
            {
                reminded |= stimulus.Name == "reminder";
                return new ActivityResult.Completed();
            },
        };
        var scenario = new Scenario(new Flow()
            .Add("d", "Elsa.Delay", ("timeSpan", Flow.Input("Literal", "1.00:00:00"))).Line("day", "new Date().toISOString()").Add("ask", "Test.Ask").Line("end")
            .Path("d", "day", "ask", "end").Build(), asked);

        var preview = await scenario.Runtime.PreviewAsync(Scenario.Command(), CancellationToken.None);

        Steps(preview).ShouldBe(["d+", "day", "ask+"]);
        preview.Steps[1].Effects.Single().ToString()!.ShouldContain("2026-03-03T12:00:00");
        reminded.ShouldBeFalse();
    }

    [Fact]
    public async Task A_refusal_is_its_answer()
    {
        var scenario = new Scenario(
            new Flow().Line("a").Add("no", "Test.Refuse").Path("a", "no").Build(),
            new Does("Test.Refuse", context => context.IsPreview ? context.Refuse(new(RejectionKind.Invalid, "balance-too-low")) : new ActivityResult.Completed()));

        var preview = await scenario.Runtime.PreviewAsync(Scenario.Command(), CancellationToken.None);

        preview.Refused!.Code.ShouldBe("balance-too-low");
        preview.ReachedEnd.ShouldBeFalse();
    }

    [Fact]
    public async Task What_faults_on_the_way_is_its_last_step()
    {
        var scenario = new Scenario(new Flow().Line("a").Add("bad", "Test.Faults").Line("b").Path("a", "bad", "b").Build(), new Does("Test.Faults", _ => new ActivityResult.Faulted("no", "no")));

        var preview = await scenario.Runtime.PreviewAsync(Scenario.Command(), CancellationToken.None);

        Steps(preview).ShouldBe(["a", "bad"]);
        preview.ReachedEnd.ShouldBeFalse();
    }

    [Fact]
    public async Task A_prediction_that_cannot_be_worked_out_is_none()
    {
        var scenario = new Scenario(new Flow().Variable("V", value: new System.Text.Json.Nodes.JsonObject { ["x"] = "ok" })
            .Fork("f", "A", "B").Add("t", "Test.PredictableTask", ("taskName", Flow.Input("Literal", "t")), ("expected", Flow.Input("JavaScript", "getV().x"))).Line("after").Line("b", "setV(null)")
            .Path("f.A", "t", "after").Path("f.B", "b").Build());

        var preview = await scenario.Runtime.PreviewAsync(Scenario.Command(), CancellationToken.None);

        Steps(preview).ShouldBe(["f", "t+", "b"]);
        (preview.ReachedEnd, preview.Refused).ShouldBe((false, null));
    }

    [Theory]
    [InlineData(200, true)]
    [InlineData(201, false)]
    public async Task It_goes_no_further_than_200_steps(int length, bool reachesEnd)
    {
        var scenario = new Scenario(Nodes.Define(Nodes.Sequence("s", [.. Enumerable.Range(1, length).Select(number => Nodes.Line($"l{number}"))])));

        var preview = await scenario.Runtime.PreviewAsync(Scenario.Command(), CancellationToken.None);

        (preview.Steps.Length, preview.ReachedEnd).ShouldBe((200, reachesEnd));
    }

    /// <summary><c>+</c> for one that waits, <c>?</c> for one that is uncertain.</summary>
    private static IEnumerable<string> Steps(Preview preview) =>
        preview.Steps.Select(step => step.NodeId.Split(':')[^1] + (step.Waited ? "+" : "") + (step.IsCertain ? "" : "?"));
}
