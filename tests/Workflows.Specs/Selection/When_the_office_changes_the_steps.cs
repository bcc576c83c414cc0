using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using StaffFlows.Engine.Definitions.Json;
using StaffFlows.Testing;
using StaffFlows.Workflows.Specs.Publicity;

namespace StaffFlows.Workflows.Specs.Selection;

/// <summary>SEL-14: the procedure follows a standard that is not in the rule books, so the office may have steps of its own.</summary>
public sealed class When_the_office_changes_the_steps
{
    [Fact]
    public async Task SEL_14_the_next_selection_goes_by_them_and_one_under_way_keeps_its_own()
    {
        await using var hall = await Hall.OpenAsync(opensAt: HallInMarch.Now);
        var running = await hall.RecommendedAsync("LX0055");
        var changed = JsonNode.Parse(Activities.Repository.ReadText("workflows/selection.json"))!;
        var accept = changed["root"]!["activities"]!.AsArray().Single(step => step!["id"]!.ToString() == "accept")!;
        accept["stepName"]!["expression"]!["value"] = "窗口收件";
        accept["metadata"]!["displayText"] = "窗口收件";
        changed["version"] = 2;

        (await hall.Services.GetRequiredService<PublishPolicy>().ImportAsync(WorkflowDefinitionJson.Read(changed.ToJsonString()), publish: true, null, CancellationToken.None)).Result.Rejection.ShouldBeNull();
        var later = (await hall.TryRecommendAsync([SelectionSteps.Post("W05", "登记岗", replaces: "LX0033")], [SelectionSteps.Candidate("LX0051")])).Expect()["id"]!.GetValue<Guid>();

        var officer = await hall.AsAsync("u006");
        await officer.DoAsync(later, "窗口收件", "accept", form: new { jointReviewer = "LX0011" });
        await officer.DoAsync(running, "受理", "accept", form: new { jointReviewer = "LX0011" });
        await officer.TaskAsync(later, "联合资格审查");
        await officer.TaskAsync(running, "联合资格审查");
    }
}
