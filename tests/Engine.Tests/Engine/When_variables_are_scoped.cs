using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Tests.Engine.Support;
using static StaffFlows.Engine.Tests.Engine.Support.Nodes;

namespace StaffFlows.Engine.Tests.Engine;

public sealed class When_variables_are_scoped
{
    [Theory]
    [InlineData("Elsa.Sequence")]
    [InlineData("Elsa.Flowchart")]
    public async Task An_inner_variable_hides_the_outer_one_and_leaves_it_alone(string type)
    {
        var inner = type == "Elsa.Sequence"
            ? Sequence("inner", Line("i", "getX()"), Activity("set", "Test.Sets"), Line("i2", "getX()"))
            : new Flow().Add(Line("i", "getX()")).Add("set", "Test.Sets").Add(Line("i2", "getX()")).Path("i", "set", "i2").AsActivity("inner");
        var scenario = new Scenario(
            Define(Sequence("s", inner.With(Variable("X", "inner")), Line("o", "getX()")), Variable("X", "outer")),
            new Does("Test.Sets", context =>
            {
                context.SetVariable("X", System.Text.Json.JsonElement.Parse("\"changed\""));
                return new ActivityResult.Completed();
            }));

        await scenario.StartAsync();

        scenario.Lines.ShouldBe(["inner", "changed", "outer"]);
    }

    [Fact]
    public async Task A_variable_of_a_container_is_new_each_time_that_the_container_runs()
    {
        var scenario = new Scenario(Define(ForEach(
            "f", "[1,2]", Sequence("s", SetVariable("set", "X", "(getX() || 0) + getVariable('CurrentValue')"), Line("l", "getX()")).With(Variable("X")))));

        await scenario.StartAsync();

        scenario.Lines.ShouldBe(["1", "2"]);
    }

    [Theory]
    [InlineData(Kept, "set")]
    [InlineData("Elsa.Workflows.Services.WorkflowStorageDriver, Elsa.Workflows.Core", "set")]
    [InlineData("MemoryStorageDriver", "default")]
    [InlineData(null, "default")]
    public async Task A_containers_variable_outlives_a_wait_only_with_a_driver_that_keeps_it(string? driver, string afterwards)
    {
        var scenario = new Scenario(Define(
            Sequence("s", SetVariable("v", "X", "'set'"), Line("before", "getX()"), Task("t"), Line("after", "getX()")).With(Variable("X", "default", driver))));
        await scenario.StartAsync();
        scenario.Restart();

        await scenario.AnswerAsync("t");

        scenario.Lines.ShouldBe(["set", afterwards]);
    }

    [Fact]
    public async Task Parallel_branches_see_their_own_variables_and_share_the_outer_ones()
    {
        static System.Text.Json.Nodes.JsonObject Branch(string name) => Sequence(
            name, SetVariable("own" + name, "X", $"'{name}'"), SetVariable("shared" + name, "S", $"(getS() || '') + '{name}'"), Line("l" + name, "getX() + getS()")).With(Variable("X"));
        var scenario = new Scenario(Define(Sequence("s", Parallel("p", Branch("a"), Branch("b")), Line("end", "getS()")), Variable("S")));

        await scenario.StartAsync();

        scenario.Lines.ShouldBe(["aab", "bab", "ab"]);
    }

    [Fact]
    public async Task A_script_sees_all_that_are_in_reach_set_or_not_declared_or_not()
    {
        var scenario = new Scenario(Define(
            ForEach("f", "[1]", Sequence("s", SetVariable("set", "X", "1"), Line("l", "Object.keys(variables).sort().join()")).With(Variable("X"), Variable("Y"))), Variable("Z")));

        await scenario.StartAsync();

        scenario.Lines.ShouldBe(["CurrentIndex,CurrentValue,X,Y,Z"]);
    }

    [Theory]
    [InlineData("""{ "id": "X" }""", "set", "by its id")]
    [InlineData("""{ "id": "D" }""", "default", "one that was never set")]
    [InlineData("""{ "id": "gone", "name": "X" }""", "set", "by its name where no such id is in reach")]
    public async Task An_input_may_be_bound_to_one(string variable, string seen, string reason)
    {
        var scenario = new Scenario(Define(
            Sequence("s", SetVariable("set", "X", "'set'"), Activity("l", "Elsa.WriteLine", ("text", Flow.Input("Variable", variable)))), Variable("X"), Variable("D", "default")));

        await scenario.StartAsync();

        scenario.Lines.ShouldBe([seen], reason);
    }

    [Theory]
    [InlineData("gone", "an id that nobody has declared")]
    [InlineData("X", "that of a variable of another container")]
    public async Task Setting_one_that_is_out_of_reach_is_an_incident(string id, string reason)
    {
        var scenario = new Scenario(Define(Sequence("s", Sequence("other", Line("l")).With(Variable("X")), SetVariable("set", id, "1"), Line("never"))));

        await scenario.StartAsync();

        var incident = (await scenario.InstanceAsync()).Incidents.ShouldHaveSingleItem(reason);
        (incident.Code, incident.NodeId, incident.Message).ShouldBe(("variable-not-found", "Workflow1:s:set", $"There is no variable with the id '{id}' here."));
        scenario.Lines.ShouldBe(["l"]);
    }

    [Fact]
    public async Task An_output_is_bound_to_the_innermost_variable_with_that_id()
    {
        var inner = If("if", "true");
        inner["result"] = BoundTo("X");
        var scenario = new Scenario(Define(Sequence("o", Sequence("s", inner, Line("in", "getX()")).With(Variable("X")), Line("out", "getX()")), Variable("X", "outer")));

        await scenario.StartAsync();

        scenario.Lines.Select(line => line.ToUpperInvariant()).ShouldBe(["TRUE", "OUTER"]);
    }
}
