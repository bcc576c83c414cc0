using System.Text.Json.Nodes;

namespace StaffFlows.Benchmarks.Procedures;

/// <summary>The procedures under load. Small ones, so that what is measured is the engine and its storage and not a procedure's rules.</summary>
internal static class Definitions
{
    /// <summary>Two persons decide one after the other, the second only where the amount asks for it (it always does).</summary>
    public const string TwoTasks = "bench-two";

    /// <summary>200 persons' tasks open at once in one instance.</summary>
    public const string ManyTasks = "bench-many";

    /// <summary>One task that sixteen persons may claim.</summary>
    public const string Shared = "bench-shared";

    /// <summary>Waits until the moment that the form gives as its reason, and is done.</summary>
    public const string Waiting = "bench-waiting";

    public const int Many = 200;

    public static IEnumerable<JsonObject> All => [TwoTasksText(), ManyTasksText(), SharedText(), WaitingText()];

    /// <summary>Published by its case while the host runs: 200 nodes, every tenth one of them a decision by script.</summary>
    public static JsonObject Long(string key, int nodes)
    {
        const string Script = "variables.form.amount > 1";
        var chain = Enumerable.Range(0, nodes - 3).Select(i => $"n{i}").ToList();
        var activities = chain.Select((id, i) => i % 10 == 9
            ? DefinitionText.Decision(id, Script)
            : DefinitionText.Activity(id, "Elsa.WriteLine", ("text", DefinitionText.Input("String", "Literal", ""))));
        List<string> path = ["start", "receive", .. chain, "last"];
        return DefinitionText.Procedure(
            key,
            [DefinitionText.Start(), DefinitionText.ReceiveForm(), .. activities, DefinitionText.Task("last", "field:first")],
            path.Zip(path.Skip(1), (from, to) => (from, from[0] == 'n' && (path.IndexOf(from) - 2) % 10 == 9 ? "True" : "Done", to)));
    }

    private static JsonObject TwoTasksText() => DefinitionText.Procedure(
        TwoTasks,
        [
            DefinitionText.Start(), DefinitionText.ReceiveForm(), DefinitionText.Task("first", "field:first"),
            DefinitionText.Decision("large", "variables.form.amount > 1000"), DefinitionText.Task("second", "field:second"),
            DefinitionText.Close("approved", "Approved"), DefinitionText.Close("rejected", "Rejected"),
        ],
        [
            ("start", "Done", "receive"), ("receive", "Done", "first"), ("first", "agree", "large"), ("first", "reject", "rejected"),
            ("large", "True", "second"), ("large", "False", "approved"), ("second", "agree", "approved"), ("second", "reject", "rejected"),
        ]);

    private static JsonObject ManyTasksText()
    {
        var tasks = Enumerable.Range(0, Many).Select(i => $"t{i}").ToList();
        return DefinitionText.Procedure(
            ManyTasks, [DefinitionText.Start(), DefinitionText.ReceiveForm(), .. tasks.Select(id => DefinitionText.Task(id, "field:first"))],
            [("start", "Done", "receive"), .. tasks.Select(id => ("receive", "Done", id))]);
    }

    private static JsonObject SharedText() => DefinitionText.Procedure(
        Shared,
        [
            DefinitionText.Start(), DefinitionText.ReceiveForm(),
            DefinitionText.Task("shared", string.Join(" | ", Staff.Approvers.Select(person => $"user:{person}"))), DefinitionText.Close("approved", "Approved"),
        ],
        [("start", "Done", "receive"), ("receive", "Done", "shared"), ("shared", "agree", "approved"), ("shared", "reject", "approved")]);

    private static JsonObject WaitingText() => DefinitionText.Procedure(
        Waiting,
        [
            DefinitionText.Start(), DefinitionText.ReceiveForm(),
            DefinitionText.Activity("wait", "Elsa.StartAt", ("dateTime", DefinitionText.Input("DateTimeOffset", "JavaScript", "variables.form.reason"))),
            DefinitionText.Close("approved", "Approved"),
        ],
        [("start", "Done", "receive"), ("receive", "Done", "wait"), ("wait", "Done", "approved")]);
}
