using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using StaffFlows.Engine.Activities;
using StaffFlows.Engine.Definitions;
using StaffFlows.Engine.Definitions.Json;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Activities;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Forms;

namespace StaffFlows.Workflows.Specs.Activities;

/// <summary>What the file <c>workflows/leave.json</c> promises whoever draws, imports or extends it.</summary>
public sealed partial class The_leave_procedure
{
    private static readonly WorkflowDefinition Definition = WorkflowDefinitionJson.Read(Repository.ReadText("workflows/leave.json"));
    private static readonly WorkflowGraph Graph = WorkflowGraph.Compile(Definition, new([.. StandardActivities.All, .. StaffFlowsActivities.All]));
    private static readonly ActivityNode Flow = Graph.Nodes.Single(n => n.Type == "Elsa.Flowchart");
    private static readonly MessageTexts Texts = MessageTexts.Read(Repository.Read("workflows/messages/texts.json")).GetValue();

    [Fact]
    public void Every_outcome_leads_somewhere_and_only_outcomes_do()
    {
        foreach (var node in Flow.Children.Where(n => n.Type != "Elsa.End"))
        {
            var drawn = Flow.Connections.Where(c => c.SourceId == node.Id).Select(c => c.SourcePort).Order();
            drawn.ShouldBe(PortsOf(node).Order(), node.Id);
        }
    }

    [Fact]
    public void Every_connection_of_the_file_has_both_its_ends() =>
        Flow.Connections.Length.ShouldBe(Definition.Root["connections"]!.AsArray().Count);

    [Fact]
    public void Every_node_has_a_Chinese_name_a_description_and_a_place_of_its_own()
    {
        foreach (var node in Flow.Children)
        {
            node.Metadata.DisplayText.ShouldNotBeNullOrWhiteSpace(node.Id);
            node.Metadata.Description.ShouldNotBeNullOrWhiteSpace(node.Id);
            Flow.Children.Where(other => other != node && Overlap(node.Metadata, other.Metadata)).ShouldBeEmpty(node.Id);
        }
    }

    [Fact]
    public void The_form_knows_its_steps()
    {
        var form = FormFile.Read(Repository.Read("workflows/forms/leave.json")).GetValue();

        form.Rights.Keys.Where(step => step != Form.Start).Except(Flow.Children.Select(n => n.Id)).ShouldBeEmpty();
        Definition.CustomProperties["StaffFlows:Procedure"]!["form"]!.GetValue<string>().ShouldBe(form.Key);
    }

    [Fact]
    public void Variables_read_by_scripts_are_declared()
    {
        var read = ScriptVariable().Matches(Definition.Root.ToJsonString()).Select(m => m.Groups["name"].Value).Distinct();

        read.Except(Definition.Variables.Select(v => v.Name)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_text_that_a_run_uses_is_written_and_goes_out_without_detail()
    {
        var hall = new Hall("2026-11-23 09:00");
        var leave = await LeaveCase.SubmitAsync(hall, "u030", LeaveCase.Form("2026-12-01", "2026-12-02", "LX0031"));
        await hall.AdvanceToAsync("2026-12-01 10:00");
        await leave.DecideAsync("u031", "accept");
        await leave.DecideAsync("u022", "reject", "人手不足");

        var used = hall.Ledger.Entries.Select(e => (e.TextKey, e.Arguments)).Concat(hall.Ledger.Messages.Select(m => (m.TextKey, m.Arguments)));
        foreach (var (key, arguments) in used)
        {
            Texts.Find(key).ShouldNotBeNull(key);
            Texts.Say(key, arguments).Zh.ShouldNotContain("{");
            (Texts.SayOutside(key, arguments)?.Zh ?? "").ShouldNotContain("钱溪亭", Shouldly.Case.Sensitive, key);
        }
    }

    [Fact]
    public void Texts_for_outside_name_at_most_a_moment()
    {
        foreach (var key in Texts.Keys.Where(k => Texts.Find(k)!.Out is not null))
        {
            var sentence = Texts.SayOutside(key, ["步骤", "标题", "2026-11-24 17:30", "other"])!.Value;
            sentence.Zh.ShouldNotContain("标题", Shouldly.Case.Sensitive, key);
            sentence.Zh.ShouldNotContain("步骤", Shouldly.Case.Sensitive, key);
            ("【临溪政务服务】" + sentence.Zh).Length.ShouldBeLessThanOrEqualTo(70, "one SMS");
        }
    }

    private static IEnumerable<string> PortsOf(ActivityNode node) => node.Type switch
    {
        "StaffFlows.UserTask" => JsonNode.Parse(node.Properties["outcomeLabels"].GetProperty("expression").GetProperty("value").GetString()!)!
            .AsArray().Select(o => o!["key"]!.GetValue<string>()),
        "Elsa.FlowDecision" => ["True", "False"],
        _ => ["Done"],
    };

    private static bool Overlap(NodeMetadata one, NodeMetadata other) =>
        Math.Abs(one.Position.X - other.Position.X) < one.Size.Width && Math.Abs(one.Position.Y - other.Position.Y) < one.Size.Height;

    [GeneratedRegex(@"variables\.(?<name>\w+)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ScriptVariable();
}
