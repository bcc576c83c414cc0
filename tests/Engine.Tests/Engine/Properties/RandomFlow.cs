using System.Globalization;
using System.Text.Json.Nodes;
using StaffFlows.Engine.Definitions;
using StaffFlows.Engine.Tests.Engine.Support;

namespace StaffFlows.Engine.Tests.Engine.Properties;

/// <summary>
/// A flowchart of up to twelve activities: tasks, lines, timers, decisions, forks, joins of every mode, sequences, loops over lists and
/// faults, each reached from an earlier one, with more connections forward and some leading back.
/// </summary>
internal sealed class RandomFlow(Choices choices)
{
    private static readonly string[] MergeModes = ["", "Stream", "Merge", "Converge", "Cascade", "Race"];
    private readonly Flow flow = new();
    private readonly List<(string Id, string[] Ports)> activities = [];

    public static WorkflowDefinition Build(Choices choices, bool isTokenBased) => new RandomFlow(choices).Build(isTokenBased);

    private WorkflowDefinition Build(bool isTokenBased)
    {
        flow.Variable("rounds", "Int32", 0);
        var count = 2 + choices.Next(11);
        for (var number = 0; number < count; number++) AddActivity(number);
        for (var number = 1; number < count; number++) Connect(choices.Next(number), number);
        for (var more = choices.Next(count); more > 0; more--) ConnectForward(count);
        for (var loops = choices.Next(3); loops > 0; loops--) ConnectBack(count);
        if (choices.OneIn(3)) flow.ContinueWithIncidents();

        var definition = flow.Build();
        if (isTokenBased) definition.CustomProperties["Flowchart:ExecutionMode"] = "TokenBased";
        return definition;
    }

    private void AddActivity(int number)
    {
        var id = "a" + number.ToString(CultureInfo.InvariantCulture);
        string[] ports = ["Done"];
        switch (choices.Next(14))
        {
            case 0 or 1 or 2 or 3:
                flow.Task(id);
                break;
            case 4:
                flow.Line(id);
                break;
            case 5:
                flow.Add(id, "Elsa.Delay", ("timeSpan", Flow.Input("Literal", choices.Pick("00:10:00", "01:00:00", "2.00:00:00"))));
                break;
            case 6 or 7:
                ports = ["True", "False"];
                flow.Add(id, "Elsa.FlowDecision", ("condition", choices.Pick(
                    Flow.Input("Literal", "true"),
                    Flow.Input("Literal", "false"),
                    Flow.Input("JavaScript", "(setRounds(getRounds() + 1), getRounds() % 2 == 0)"),
                    Flow.Input("JavaScript", "(setRounds(getRounds() + 1), getRounds() < 3)"))));
                break;
            case 8 or 9:
                ports = choices.OneIn(2) ? ["A", "B", "C"] : ["A", "B"];
                flow.Fork(id, ports);
                break;
            case 11:
                flow.Add(id, "Elsa.Sequence", ("activities", new JsonArray(Inner(id, choices.Pick("Elsa.RunTask", "Test.Asks")), Inner(id, choices.Pick("Elsa.WriteLine", "Test.Faults")), Inner(id, "Elsa.RunTask", "2"))));
                break;
            case 12:
                flow.Add(
                    id, "Elsa.ParallelForEach",
                    ("items", Flow.Input("Object", choices.Pick("[]", "[1]", "[1,2]", "[1,2,3]"))),
                    ("body", Inner(id, choices.Pick("Elsa.RunTask", "Elsa.WriteLine", "Elsa.Break", "Test.Faults", "Test.Asks"))));
                break;
            case 10:
                flow.Join(id, choices.Pick("WaitAll", "WaitAllActive", "WaitAny"));
                break;
            default:
                if (choices.OneIn(3)) flow.Add(id, "Test.Faults");
                else if (choices.OneIn(3)) flow.Add(id, "Elsa.End");
                else flow.Add(id, "Elsa.WriteLine", ("text", Flow.Input("Literal", id)), ("customProperties", MergeMode()));
                break;
        }

        activities.Add((id, ports));
    }

    private static JsonObject Inner(string id, string type, string suffix = "") => new()
    {
        ["id"] = $"{id}{type[5..]}{suffix}", ["type"] = type, ["version"] = 1, ["text"] = Flow.Input("Literal", id), ["taskName"] = Flow.Input("Literal", id),
    };

    private JsonObject MergeMode() => choices.Pick(MergeModes) is { Length: > 0 } mode ? new() { ["mergeMode"] = mode } : [];

    private void ConnectForward(int count)
    {
        var target = 1 + choices.Next(count - 1);
        Connect(choices.Next(target), target);
    }

    private void ConnectBack(int count)
    {
        var source = 1 + choices.Next(count - 1);
        Connect(source, choices.Next(source + 1));
    }

    private void Connect(int source, int target)
    {
        var (id, ports) = activities[source];
        flow.Path($"{id}.{choices.Pick(ports)}", activities[target].Id);
    }
}
