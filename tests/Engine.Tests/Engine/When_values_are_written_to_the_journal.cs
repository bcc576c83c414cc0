using System.Text.Json;
using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Tests.Engine.Support;
using static StaffFlows.Engine.Tests.Engine.Support.Nodes;

namespace StaffFlows.Engine.Tests.Engine;

/// <summary>What each turn was given and gave out, for people who ask afterwards why a run went the way it did.</summary>
public sealed class When_values_are_written_to_the_journal
{
    private static readonly Input<int> Days = new("days", 0);

    [Fact]
    public async Task Each_turn_keeps_what_its_expressions_gave_then()
    {
        var scenario = new Scenario(Define(Sequence("s", Activity("a", "Test.Asks", ("days", Script("getN()"))), Line("l", "'bye'")), Variable("N", 2)), Asks());
        await scenario.StartAsync();

        await scenario.AnswerAsync("a");

        Turns(scenario, "a").ShouldBe([("Started", """{"days":2}"""), ("Resumed", """{"days":9}""")], "it set N to 9 before it waited");
        Turns(scenario, "l").ShouldBe([("Started", """{"text":"bye"}""")]);
    }

    [Fact]
    public async Task Constants_are_left_to_the_definition()
    {
        var scenario = new Scenario(Define(Line("l")));

        await scenario.StartAsync();

        Entries(scenario).ShouldAllBe(entry => entry.Inputs == null && entry.Outputs == null);
    }

    [Fact]
    public async Task What_failed_to_be_evaluated_leaves_those_before_it()
    {
        var descriptor = Of("Test.Two", new InputDescriptor("days", typeof(int), default), new("reason", typeof(string), default));
        var scenario = new Scenario(
            Define(Activity("a", "Test.Two", ("days", Script("1 + 1")), ("reason", Script("nobody.reason")))), new Does("Test.Two", _ => new ActivityResult.Completed()) { Descriptor = descriptor });

        await scenario.StartAsync();

        Turns(scenario, "a").ShouldBe([("Started", """{"days":2}""")]);
    }

    [Fact]
    public async Task A_sensitive_input_is_masked()
    {
        var descriptor = Of("Test.Secret", new InputDescriptor("password", typeof(string), default) { IsSensitive = true });
        var scenario = new Scenario(Define(Activity("a", "Test.Secret", ("password", Script("'open ' + 'sesame'")))), new Does("Test.Secret", _ => new ActivityResult.Completed()) { Descriptor = descriptor });

        await scenario.StartAsync();

        Turns(scenario, "a").ShouldBe([("Started", """{"password":"******"}""")]);
    }

    [Fact]
    public async Task Long_values_are_cut_and_many_leave_room_for_no_more()
    {
        var inputs = Enumerable.Range(1, 6).Select(n => new InputDescriptor($"text{n}", typeof(string), default)).ToArray();
        var scenario = new Scenario(
            Define(Activity("a", "Test.Wordy", [.. inputs.Select(input => (input.Name, (System.Text.Json.Nodes.JsonNode?)Script($"'{new string('长', 2_000)}'.trim()")))])),
            new Does("Test.Wordy", _ => new ActivityResult.Completed()) { Descriptor = Of("Test.Wordy", inputs) });

        await scenario.StartAsync();

        var kept = Entries(scenario).Single(entry => entry.Inputs is not null).Inputs!.Value;
        kept.GetProperty("text1").GetString().ShouldBe(new string('长', RecordedValues.MaxLength) + "…");
        kept.GetProperty("text6").GetString().ShouldBe("…");
        kept.GetRawText().Length.ShouldBeLessThan(RecordedValues.MaxTotal + 200);
    }

    [Fact]
    public async Task What_it_gave_out_stands_with_its_end_and_with_its_end_only()
    {
        var gives = new Does("Test.Gives", context =>
        {
            context.SetOutput("result", new { outcome = "agree" });
            return new ActivityResult.Completed();
        });
        var scenario = new Scenario(Define(Sequence("s", Activity("a", "Test.Gives"), Line("l"))), gives);

        await scenario.StartAsync();

        var written = Entries(scenario).Where(entry => entry.Outputs is not null).ShouldHaveSingleItem();
        (written.NodeId, written.Event, written.Outputs!.Value.GetRawText()).ShouldBe(("Workflow1:s:a", "Completed", """{"result":{"outcome":"agree"}}"""));
    }

    [Fact]
    public async Task A_turn_that_faulted_gave_nothing_out()
    {
        var gives = new Does("Test.Fails", context =>
        {
            context.SetOutput("result", "half done");
            return new ActivityResult.Faulted("broken", "No.");
        });
        var scenario = new Scenario(Define(Activity("a", "Test.Fails")), gives);

        await scenario.StartAsync();

        Entries(scenario).ShouldAllBe(entry => entry.Outputs == null);
    }

    private static Does Asks() => new("Test.Asks", context =>
    {
        context.Get(Days);
        context.SetVariable("N", JsonSerializer.SerializeToElement(9));
        return new ActivityResult.Waiting(context.Bookmark(new { }));
    })
    {
        Descriptor = Of("Test.Asks", new InputDescriptor(Days.Name, typeof(int), default)),
    };

    private static ActivityDescriptor Of(string type, params InputDescriptor[] inputs) => new(type, "Tests", default, default, [.. inputs], [], ["Done"]);

    private static List<JournalEntry> Entries(Scenario scenario) => [.. scenario.Store.Commits.SelectMany(commit => commit.Journal)];

    private static IEnumerable<(string Event, string Inputs)> Turns(Scenario scenario, string activity) =>
        Entries(scenario).Where(entry => entry.Inputs is not null && entry.NodeId.EndsWith(":" + activity, StringComparison.Ordinal)).Select(entry => (entry.Event, entry.Inputs!.Value.GetRawText()));
}
