using System.Text.Json.Nodes;
using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Tests.Engine.Support;
using static StaffFlows.Engine.Tests.Engine.Support.Nodes;

namespace StaffFlows.Engine.Tests.Engine;

public sealed class When_inputs_are_evaluated
{
    private static readonly Input<int> Days = new("days", 1);

    [Theory]
    [InlineData("JavaScript", "nobody.days")]
    [InlineData("JavaScript", "'many'")]
    [InlineData("Literal", "many")]
    public async Task One_without_a_value_is_an_incident_even_where_nobody_looks_at_it(string type, string value)
    {
        var scenario = new Scenario(Define(Activity("a", "Test.Blind", ("days", Flow.Input(type, value)))), With("Test.Blind", _ => { }));

        await scenario.StartAsync();

        var incident = (await scenario.InstanceAsync()).Incidents.ShouldHaveSingleItem();
        incident.Code.ShouldBe("expression");
        incident.Message.ShouldStartWith("Failed to evaluate activity input 'Days': ");
    }

    [Theory]
    [InlineData("Literal", "8", 8)]
    [InlineData("Object", "8", 8)]
    [InlineData("Json", "8", 8)]
    [InlineData("Input", """{ "name": "Days" }""", 9)]
    [InlineData("Variable", """{ "id": "var-Days" }""", 10)]
    [InlineData("JavaScript", "4 + 4", 8)]
    public async Task Each_language_of_expressions_gives_its_value(string type, string value, int expected)
    {
        var seen = 0;
        var scenario = new Scenario(
            new Flow().WorkflowInput("Days").Variable("Days", value: 10).Add("a", "Test.Reads", ("days", Flow.Input(type, value))).Build(), With("Test.Reads", context => seen = context.Get(Days)));

        await scenario.StartAsync(new { Days = "9" });

        seen.ShouldBe(expected);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("""{ "expression": { "type": "Literal", "value": null } }""")]
    [InlineData("""{ "expression": { "type": "JavaScript", "value": "null" } }""")]
    public async Task One_left_blank_has_the_default_of_its_descriptor(string input)
    {
        var seen = 0;
        var scenario = new Scenario(Define(Activity("a", "Test.Reads", ("days", JsonNode.Parse(input)))), With("Test.Reads", context => seen = context.Get(Days)));

        await scenario.StartAsync();

        seen.ShouldBe(7);
    }

    [Theory]
    [InlineData("5", "5")]
    [InlineData("null", "none")]
    public async Task One_may_be_asked_for_as_something_else_than_it_is_declared_as(string script, string expected)
    {
        var seen = "";
        var scenario = new Scenario(
            Define(Activity("a", "Test.Reads", ("any", Script(script)))),
            new Does("Test.Reads", context =>
            {
                seen = context.Get(new Input<string>("any", "none"));
                return new ActivityResult.Completed();
            })
            {
                Descriptor = new("Test.Reads", "Tests", default, default, [new("any", typeof(System.Text.Json.JsonElement), default)], [], ["Done"]),
            });

        await scenario.StartAsync();

        seen.ShouldBe(expected);
    }

    [Fact]
    public async Task A_script_runs_once_in_a_turn_however_often_its_value_is_looked_at()
    {
        var scenario = new Scenario(
            Define(Sequence("s", Activity("a", "Test.Reads", ("days", Script(Counting("5")))), Line("l", "getN()")), Variable("N", 0)),
            With("Test.Reads", context => (context.Get(Days) + context.Get(Days)).ShouldBe(10)));

        await scenario.StartAsync();

        scenario.Lines.ShouldBe(["1"]);
    }

    [Fact]
    public async Task A_container_is_not_asked_again_when_what_is_inside_it_ends()
    {
        var scenario = new Scenario(Define(Sequence("s", If("if", Counting("true"), Line("then")), Line("l", "getN()")), Variable("N", 0)));

        await scenario.StartAsync();

        scenario.Lines.ShouldBe(["then", "1"]);
    }

    [Fact]
    public async Task What_withdraws_itself_sees_what_is_true_by_then()
    {
        var withdrawn = 0;
        var asks = new Does("Test.Asks", context => new ActivityResult.Waiting(context.Bookmark(new { })))
        {
            OnCancel = context => withdrawn = context.Get(Days),
            Descriptor = Taking("Test.Asks"),
        };
        var scenario = new Scenario(
            Define(
                new Flow().Fork("f", "A", "B").Add("a", "Test.Asks", ("days", Script("getN()"))).Add(SetVariable("set", "N", "9")).Add("end", "Elsa.End")
                    .Path("f.A", "a").Path("f.B", "set", "end").AsActivity("flow"),
                Variable("N", 2)),
            asks);

        await scenario.StartAsync();

        withdrawn.ShouldBe(9);
    }

    private static string Counting(string value) => $"(setVariable('N', getN() + 1), {value})";

    private static Does With(string type, Action<ActivityExecutionContext> look) => new(type, context =>
    {
        look(context);
        return new ActivityResult.Completed();
    })
    {
        Descriptor = Taking(type),
    };

    private static ActivityDescriptor Taking(string type) => new(type, "Tests", default, default, [new("days", typeof(int), default, 7)], [], ["Done"]);
}
