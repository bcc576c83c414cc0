using System.Text.Json;
using System.Text.Json.Nodes;
using StaffFlows.Engine.Definitions;
using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Expressions;
using StaffFlows.Engine.Tests.Engine.Support;
using static StaffFlows.Engine.Tests.Engine.Support.Nodes;

namespace StaffFlows.Engine.Tests.Engine;

public sealed class When_a_definition_is_used_as_an_activity
{
    [Fact]
    public async Task It_has_inputs_and_outputs_of_its_own_across_waits()
    {
        var doubles = Usable("Doubles", Sequence("s", Task("t"), Activity("o", "Elsa.SetOutput", ("outputName", Flow.Input("Literal", "Twice")), ("outputValue", Script("getDays() * 2"))), Task("u")), ["Days"], ["Twice"]);
        var scenario = new Scenario(Define(
            Sequence("s", Use("c", "Doubles", 1, ("days", Script("getN() + 1")), ("twice", BoundTo("R"))), Line("end", "getR() + ' ' + getN()")), Variable("N", 3), Variable("R"))).And(doubles);
        await scenario.StartAsync();
        (await scenario.InstanceAsync()).Bookmarks.Single().NodeId.ShouldBe("Workflow1:s:c:Workflow1:s:t", "the path goes on through the composite");

        foreach (var task in (string[])["t", "u"])
        {
            scenario.Restart();
            await scenario.AnswerAsync(task);
        }

        scenario.Lines.ShouldBe(["8 3"]);
        (await scenario.StatusAsync()).ShouldBe(WorkflowSubStatus.Finished);
    }

    [Theory]
    [InlineData(Kept, "7")]
    [InlineData(null, "null")]
    public async Task An_input_outlives_a_wait_only_with_a_driver_that_keeps_it(string? driver, string afterwards)
    {
        var child = Usable("Child", Sequence("s", Line("before", "getDays()"), Task("t"), Line("after", "'' + getDays()")), ["Days"], driver: driver);
        var scenario = new Scenario(Define(Use("c", "Child", 1, ("days", Flow.Input("Literal", "7"))))).And(child);
        await scenario.StartAsync();
        scenario.Restart();

        await scenario.AnswerAsync("t");

        scenario.Lines.ShouldBe(["7", afterwards]);
    }

    [Fact]
    public async Task Its_scripts_read_its_own_input_not_the_workflows_of_the_same_name_and_the_variable_by_getVariable()
    {
        var child = Usable("Child", Line("l", "getX() + ' ' + getInput('X') + ' ' + getVariable('X') + ' ' + getY()"), ["X"], variables: Variable("X", "variable"));
        var parent = Define(Sequence("s", Use("c", "Child", 1, ("x", Script("'of ' + getX()"))), Line("p", "getX()")));
        parent = parent with { Inputs = [new("X", "String", false, null, []), new("Y", "String", false, null, [])] };
        var scenario = new Scenario(parent).And(child);

        await scenario.StartAsync(new { X = "parent", Y = "y" });

        scenario.Lines.ShouldBe(["of parent of parent variable y", "parent"]);
    }

    [Fact]
    public async Task It_may_have_several_inputs_and_reads_each_before_a_variable_of_that_name_however_deep_it_stands()
    {
        var child = Usable("Child", Line("l", "getX() + getInput('X') + ' ' + getInput('Y')"), ["X", "Y"], variables: Variable("X", "variable"));
        var outer = Usable("Outer", Use("in", "Child", 1, ("x", Flow.Input("Literal", "x")), ("y", Flow.Input("Literal", "y"))));
        var scenario = new Scenario(Define(Use("out", "Outer", 1))).And(child, outer);

        await scenario.StartAsync();

        scenario.Lines.ShouldBe(["xx y"]);
    }

    [Fact]
    public async Task What_it_gives_out_is_of_the_type_that_it_declares()
    {
        var child = Usable("Child", Activity("o", "Elsa.SetOutput", ("outputName", Flow.Input("Literal", "N")), ("outputValue", Flow.Input("Literal", "5"))));
        var scenario = new Scenario(Define(Sequence("s", Use("c", "Child", 1, ("n", BoundTo("R"))), Line("l", "typeof getR()")), Variable("R")))
            .And(child with { Outputs = [new("N", "Int32", [])] });

        await scenario.StartAsync();

        scenario.Lines.ShouldBe(["number"]);
    }

    [Fact]
    public async Task Its_inputs_are_evaluated_where_it_stands_also_when_names_are_the_same_inside()
    {
        var child = Usable("Child", Sequence("s", Line("l", "getX()"), Activity("o", "Elsa.SetOutput", ("outputName", Flow.Input("Literal", "X2")), ("outputValue", Script("getX() + '!'")))), ["X"], ["X2"]);
        var loop = ForEach("f", "['a','b']", Use("c", "Child", 1, ("x", Script("getX() + getVariable('CurrentValue')")), ("x2", BoundTo("X2"))));
        var scenario = new Scenario(Define(Sequence("s", loop, Line("end", "getX() + getX2()")), Variable("X", "outer "), Variable("X2"))).And(child);

        await scenario.StartAsync();

        scenario.Lines.ShouldBe(["outer a", "outer b", "outer outer b!"]);
    }

    [Theory]
    [InlineData("\"Approved\"", "yes")]
    [InlineData("\"Other\"", "")]
    [InlineData(null, "done")]
    public async Task Complete_ends_it_with_its_outcomes_and_goes_no_further(string? outcome, string lines)
    {
        var inner = new Flow().Fork("f", "A", "B").Task("open").Task("t").Add(Activity("c", "Elsa.Complete", ("outcomes", outcome is null ? null : Flow.Input("Object", outcome)))).Line("never")
            .Path("f.A", "open").Path("f.B", "t", "c", "never");
        var child = Usable("Child", While("w", "true", inner.AsActivity("flow")), outcomes: ["Approved"]);
        var scenario = new Scenario(new Flow().Add(Use("c", "Child", 1)).Line("yes").Line("done").Path("c.Approved", "yes").Path("c.Done", "done").Build()).And(child);
        await scenario.StartAsync();
        scenario.Restart();

        await scenario.AnswerAsync("t");

        string.Concat(scenario.Lines).ShouldBe(lines);
        scenario.Effects.OfType<TaskWithdrawn>().ShouldHaveSingleItem().Name.ShouldBe("open");
        (await scenario.StatusAsync()).ShouldBe(WorkflowSubStatus.Finished);
    }

    [Fact]
    public async Task An_output_belongs_to_the_nearest_one_that_declares_it_else_to_the_workflow()
    {
        static JsonObject Set(string id, string output) => Activity(id, "Elsa.SetOutput", ("outputName", Flow.Input("Literal", output)), ("outputValue", Flow.Input("Literal", id)));
        var inner = Usable("Inner", Sequence("s", Set("i1", "Both"), Set("i2", "OuterOnly"), Set("i3", "Nobodys")), outputs: ["Both"]);
        var outer = Usable("Outer", Use("in", "Inner", 1, ("both", BoundTo("Seen"))), outputs: ["Both", "OuterOnly"], variables: Variable("Seen"));
        var scenario = new Scenario(Define(
            Sequence("s", Use("out", "Outer", 1, ("both", BoundTo("A")), ("outerOnly", BoundTo("B"))), Line("l", "getA() + ' ' + getB()")), Variable("A"), Variable("B", "b"))).And(inner, outer);

        await scenario.StartAsync();

        scenario.Lines.ShouldBe(["null i2"], "the inner one kept its own output to itself");
        JsonValues.AsText((await scenario.InstanceAsync()).Output["Nobodys"]).ShouldBe("i3");
        (await scenario.InstanceAsync()).Output.Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_output_may_be_bound_to_an_output_of_the_definition_around()
    {
        var inner = Usable("Inner", Activity("o", "Elsa.SetOutput", ("outputName", Flow.Input("Literal", "R")), ("outputValue", Flow.Input("Literal", "7"))), outputs: ["R"]);
        var outer = Usable("Outer", Use("in", "Inner", 1, ("r", BoundTo("Q"))), outputs: ["Q"]);
        var parent = Define(Use("out", "Outer", 1, ("q", BoundTo("Total"))));
        var scenario = new Scenario(parent with { Outputs = [new("Total", "Object", [])] }).And(inner, outer);

        await scenario.StartAsync();

        JsonValues.AsText((await scenario.InstanceAsync()).Output["Total"]).ShouldBe("7");
    }

    [Fact]
    public async Task Outputs_of_activities_are_found_in_its_own_definition_first()
    {
        var child = Usable("Child", Sequence("s", Activity("if", "Elsa.If", ("condition", Script("false"))), Line("l", "'' + getOutputFrom('if')")));
        var scenario = new Scenario(Define(Sequence("s", If("if", "true"), Use("c", "Child", 1), Line("p", "'' + getOutputFrom('if')")))).And(child);

        await scenario.StartAsync();

        scenario.Lines.ShouldBe(["false", "true"]);
    }

    [Fact]
    public async Task A_fault_inside_can_be_retried_and_cancelling_reaches_inside()
    {
        var isBroken = true;
        var child = Usable("Child", Sequence("s", Line("a", "getX()"), Activity("bad", "Test.Breaks"), Line("b", "getX()"), Task("t")), ["X"]);
        var scenario = new Scenario(
            Define(Use("c", "Child", 1, ("x", Flow.Input("Literal", "x")))),
            new Does("Test.Breaks", _ => isBroken ? new ActivityResult.Faulted("no", "no") : new ActivityResult.Completed())).And(child);
        await scenario.StartAsync();
        isBroken = false;
        scenario.Restart();

        await scenario.Runtime.RetryAsync(new(Scenario.Id, [], []), CancellationToken.None);
        scenario.Lines.ShouldBe(["x", "x"]);
        await scenario.Runtime.CancelAsync(new(Scenario.Id, []), CancellationToken.None);

        scenario.Effects.OfType<TaskWithdrawn>().ShouldHaveSingleItem();
        (await scenario.StatusAsync()).ShouldBe(WorkflowSubStatus.Cancelled);
    }

    [Fact]
    public async Task Break_inside_does_not_reach_a_loop_around_it()
    {
        var child = Usable("Child", Sequence("s", Line("in"), Break(), Line("never")));
        var scenario = new Scenario(Define(ForEach("f", "[1,2]", Sequence("b", Use("c", "Child", 1), Line("after"))))).And(child);

        await scenario.StartAsync();

        scenario.Lines.ShouldBe(["in", "after", "in", "after"]);
    }

    [Theory]
    [InlineData("name", "_name")]
    [InlineData("Name", "_Name")]
    [InlineData("Days count", "daysCount")]
    [InlineData("days", "days")]
    [InlineData("Days", "Days")]
    public async Task An_input_is_found_under_the_member_that_Elsa_writes(string input, string member)
    {
        var child = Usable("Child", Line("l", $"getInput('{input}')"), [input]);
        var scenario = new Scenario(Define(Use("c", "Child", 1, (member, Flow.Input("Literal", "here"))))).And(child);

        await scenario.StartAsync();

        scenario.Lines.ShouldBe(["here"]);
    }
}
