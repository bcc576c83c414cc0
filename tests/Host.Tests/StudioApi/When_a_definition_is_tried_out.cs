using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StaffFlows.Testing;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.Persistence.Retention;

namespace StaffFlows.Host.Tests.StudioApi;

/// <summary>运行 in the Studio: the real engine in a sandbox.</summary>
public sealed class When_a_definition_is_tried_out(StudioHall studio) : IClassFixture<StudioHall>
{
    private const string Ask = "ask";

    [Fact]
    public async Task It_runs_and_leaves_no_trace_in_what_people_work_with()
    {
        var before = await CountAsync(studio.Hall);

        var run = await RunAsync("leave");

        (await (await studio.AsAsync("u006")).GetAsync($"workflow-instances/{run}"))["subStatus"]!.ToString().ShouldBe("Suspended");
        (await CountAsync(studio.Hall)).ShouldBe(before);
        await studio.Hall.SettleAsync();
        (await CountAsync(studio.Hall)).ShouldBe(before);
    }

    [Fact]
    public async Task Its_steps_are_answered_beside_the_viewer_by_whoever_started_it()
    {
        await PublishAskingAsync("asking");
        var run = await RunAsync("asking");
        var owner = await Visitor.SignInAsync(studio.Hall, "u006");

        var viewer = (await owner.SeeAsync($"/studio/workflows/instances/{run}/view")).Html;
        var panel = (await owner.SeeAsync(Panel(run))).Html;

        viewer.ShouldContain($"<iframe class=\"studio__panel no-zh\" src=\"{Panel(run)}\"");
        foreach (var words in new[] { "负责人审批", "将请", "同意", "不同意", "没有发出的消息" }) panel.ShouldContain(words);
        using var answered = await AnswerAsync(owner, run, panel, ("outcome", "agree"), ("opinion", "可以"));
        answered.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        var waiting = (await owner.SeeAsync(Panel(run))).Html;
        waiting.ShouldContain("让时间走到 2026年11月26日 09:00");
        using var passed = await owner.SubmitAsync(Panel(run), $"{Panel(run)}/pass", Hidden(waiting));
        passed.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await owner.SeeAsync(Panel(run))).Html.ShouldContain("测试运行已经结束。");
        (await (await studio.AsAsync("u006")).GetAsync($"workflow-instances/{run}"))["subStatus"]!.ToString().ShouldBe("Finished");
    }

    [Fact]
    public async Task An_answer_that_the_step_refuses_is_explained_and_changes_nothing()
    {
        await PublishAskingAsync("asking");
        var run = await RunAsync("asking");
        var owner = await Visitor.SignInAsync(studio.Hall, "u006");
        var panel = (await owner.SeeAsync(Panel(run))).Html;

        using var refused = await AnswerAsync(owner, run, panel, ("outcome", "reject"));

        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync()).ShouldContain("意见");
        (await owner.SeeAsync(Panel(run))).Html.ShouldContain("负责人审批");
    }

    [Fact]
    public async Task For_everybody_else_it_is_a_diagram_without_values_and_without_a_panel()
    {
        await PublishAskingAsync("asking");
        var run = await RunAsync("asking");
        var (other, visitor) = (await studio.AsAsync("u032"), await Visitor.SignInAsync(studio.Hall, "u032"));

        (await visitor.SeeAsync(Panel(run))).Status.ShouldBe(HttpStatusCode.NotFound);
        (await visitor.SeeAsync($"/studio/workflows/instances/{run}/view")).Html.ShouldNotContain("<iframe");
        (await other.GetAsync($"workflow-instances/{run}"))["workflowState"]!["bookmarks"]![0]!["payload"].ShouldBeNull();
        (await other.GetAsync($"activity-executions/list?WorkflowInstanceId={run}&ActivityNodeId=Workflow1:flow:{Ask}"))["items"]![0]!["activityState"]!.AsObject().ShouldBeEmpty();
    }

    [Fact]
    public async Task The_list_marks_it_and_the_viewer_gets_the_definition_as_it_was_tried()
    {
        await PublishAskingAsync("asking");
        var owner = await studio.AsAsync("u006");
        var draft = await owner.OpenAsync("asking");
        draft["description"] = "试一试";
        await owner.SaveAsync(draft);
        var run = await RunAsync("asking");
        var changed = await owner.OpenAsync("asking");
        changed["description"] = "后来又改";
        await owner.SaveAsync(changed);

        var listed = (await owner.PostAsync("workflow-instances", new JsonObject { ["searchTerm"] = run })).Body["items"]!.AsArray().ShouldHaveSingleItem()!;
        var shown = await owner.GetAsync($"workflow-definitions/by-id/{(await owner.GetAsync($"workflow-instances/{run}"))["definitionVersionId"]}");

        listed["name"]!.ToString().ShouldStartWith("测试运行");
        (shown["description"]!.ToString(), shown["links"]!.AsArray().Count).ShouldBe(("试一试", 0));
        (await owner.OpenAsync("asking"))["version"]!.GetValue<int>().ShouldBe(changed["version"]!.GetValue<int>(), "a test run does not seal the draft it ran");
    }

    [Fact]
    public async Task What_it_starts_and_publishes_stays_inside()
    {
        await studio.PublishAsync("inner", StudioHall.Activity("wait", "Elsa.Event", ("eventName", "Literal", "ring")));
        await studio.PublishAsync("listener", StudioHall.Activity("wait", "Elsa.Event", ("eventName", "Literal", "ring")));
        await studio.PublishAsync(
            "outer", StudioHall.Activity("child", "Elsa.DispatchWorkflow", ("workflowDefinitionId", "Literal", "inner")), StudioHall.Activity("ring", "Elsa.PublishEvent", ("eventName", "Literal", "ring")),
            StudioHall.Activity("task", "Elsa.RunTask", ("taskName", "Literal", "打印")));
        var (listener, _) = await studio.StartAsync("listener");
        var before = await CountAsync(studio.Hall);

        var run = await RunAsync("outer");
        await studio.Hall.SettleAsync();

        (await CountAsync(studio.Hall)).ShouldBe(before, "neither an instance, nor a command, nor an outside task");
        var owner = await studio.AsAsync("u006");
        (await owner.GetAsync($"workflow-instances/{listener}"))["subStatus"]!.ToString().ShouldBe("Suspended", "a real one does not hear the event");
        var visitor = await Visitor.SignInAsync(studio.Hall, "u006");
        var panel = (await visitor.SeeAsync(Panel(run))).Html;
        using var done = await AnswerAsync(visitor, run, panel, ("value", """{"copies":2}"""));
        (await owner.GetAsync($"activity-executions/list?WorkflowInstanceId={run}&ActivityNodeId=Workflow1:flow:task"))["items"]![0]!["outputs"]!["Result"]!["copies"]!.GetValue<int>().ShouldBe(2);
    }

    [Fact]
    public async Task It_survives_a_restart_and_goes_when_its_time_is_over()
    {
        await using var hall = await Hall.OpenAsync();
        var owner = await Owner.SignInAsync(hall, "u006");
        var run = await RunAsync(owner, "leave");
        var waits = (await owner.GetAsync($"workflow-instances/{run}"))["workflowState"]!["bookmarks"]!.AsArray().Count;

        await hall.RestartAsync();

        owner = await Owner.SignInAsync(hall, "u006");
        (await owner.GetAsync($"workflow-instances/{run}"))["workflowState"]!["bookmarks"]!.AsArray().Count.ShouldBe(waits);
        (await (await Visitor.SignInAsync(hall, "u006")).SeeAsync(Panel(run))).Status.ShouldBe(HttpStatusCode.OK);
        await hall.AdvanceToAsync(Hall.OpensAt.AddDays(RecordRetention.TestRunDays));
        await (await hall.AsAsync("u010")).PostAsync("admin/retention/run");
        (await TestRunsAsync(hall)).ShouldBe(1);
        await hall.AdvanceToAsync(Hall.OpensAt.AddDays(RecordRetention.TestRunDays + 1));
        await (await hall.AsAsync("u010")).PostAsync("admin/retention/run");
        (await TestRunsAsync(hall)).ShouldBe(0);
    }

    [Fact]
    public async Task One_activity_alone_is_tested_without_keeping_anything()
    {
        await studio.PublishAsync("single", StudioHall.Activity("say", "Elsa.WriteLine", ("text", "JavaScript", "'七' + 7")), StudioHall.Activity("bad", "Elsa.WriteLine", ("text", "JavaScript", "nobody.name")));
        await PublishAskingAsync("asking");
        var before = (await CountAsync(studio.Hall), await TestRunsAsync(studio.Hall));

        var said = await TestAsync("single", "say");
        var failed = await TestAsync("single", "bad");
        var asked = await TestAsync("asking", Ask);

        (said["status"]!.ToString(), said["activityState"]!["Text"]!.ToString()).ShouldBe(("Completed", "七7"));
        (failed["status"]!.ToString(), failed["exception"]!["type"]!.ToString()).ShouldBe(("Faulted", "expression"));
        (asked["status"]!.ToString(), asked["activityState"]!["StepName"]!.ToString()).ShouldBe(("Running", "负责人审批"));
        (await CountAsync(studio.Hall), await TestRunsAsync(studio.Hall)).ShouldBe(before);
    }

    [Fact]
    public async Task A_reader_starts_none()
    {
        var reader = await studio.AsAsync("u038");

        foreach (var path in new[] { "workflow-definitions/leave/execute", "workflow-definitions/leave/dispatch", "tests/activities" })
            (await reader.PostAsync(path)).Status.ShouldNotBe(HttpStatusCode.OK, path);
    }

    private async Task<JsonNode> TestAsync(string definitionId, string activity)
    {
        var owner = await studio.AsAsync("u006");
        var (status, body) = await owner.PostAsync("tests/activities", new JsonObject
        {
            ["workflowDefinitionHandle"] = new JsonObject { ["definitionVersionId"] = (await owner.OpenAsync(definitionId))["id"]!.ToString() },
            ["activityHandle"] = new JsonObject { ["activityNodeId"] = $"Workflow1:flow:{activity}" },
        });
        status.ShouldBe(HttpStatusCode.OK, body.ToJsonString());
        return body;
    }

    private Task PublishAskingAsync(string definitionId) => studio.PublishAsync(
        definitionId,
        StudioHall.Activity(
            Ask, "StaffFlows.UserTask", ("stepName", "Literal", "负责人审批"), ("assignee", "Literal", "role:CenterDirector"), ("outcomes", "Object", """["agree","reject"]"""),
            ("outcomeLabels", "Object", """[{"key":"agree","zh":"同意","en":"Agree","intent":"positive","opinionRequired":false},{"key":"reject","zh":"不同意","en":"Reject","intent":"negative","opinionRequired":true}]""")),
        StudioHall.Activity("pause", "Elsa.Delay", ("timeSpan", "Literal", "3.00:00:00")));

    private async Task<string> RunAsync(string definitionId) => await RunAsync(await studio.AsAsync("u006"), definitionId);

    private static async Task<string> RunAsync(Owner owner, string definitionId)
    {
        using var content = new StringContent("""{"correlationId":null,"triggerActivityId":null,"versionOptions":"Latest","input":null}""", System.Text.Encoding.UTF8, "application/json");
        using var answer = await owner.Client.PostAsync(new Uri($"/elsa/api/workflow-definitions/{definitionId}/execute", UriKind.Relative), content);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return answer.Headers.GetValues("x-elsa-workflow-instance-id").ShouldHaveSingleItem();
    }

    private static string Panel(string run) => $"/studio/test-runs/{Guid.Parse(run)}";

    private static async Task<HttpResponseMessage> AnswerAsync(Visitor visitor, string run, string panel, params (string Name, string Value)[] fields) =>
        await visitor.SubmitAsync(Panel(run), $"{Panel(run)}/answer", [.. Hidden(panel), .. fields]);

    /// <summary>The first form's.</summary>
    private static (string Name, string Value)[] Hidden(string html) =>
        [.. new[] { "instance", "bookmark" }.Select(name => (name, System.Text.RegularExpressions.Regex.Match(html, $"name=\"{name}\" value=\"([^\"]+)\"", System.Text.RegularExpressions.RegexOptions.NonBacktracking).Groups[1].Value))];

    private static async Task<int> TestRunsAsync(Hall hall)
    {
        await using var db = Read(hall);
        return await db.TestRuns.CountAsync();
    }

    /// <summary>Everything that people or other parts of the host could come across.</summary>
    private static async Task<string> CountAsync(Hall hall)
    {
        await using var db = Read(hall);
        int[] counts =
        [
            await db.Cases.CountAsync(), await db.CaseCounters.SumAsync(c => (int)c.Value), await db.UserTasks.CountAsync(), await db.TaskCandidates.CountAsync(), await db.Messages.CountAsync(),
            await db.Outbox.CountAsync(), await db.LeaveEntries.CountAsync(), await db.AuditEntries.CountAsync(e => !e.Aggregate.StartsWith("definition:") && e.Aggregate != "sign-in" && e.Aggregate != "clock"),
            await db.Instances.CountAsync(), await db.Bookmarks.CountAsync(), await db.Timers.CountAsync(), await db.Journal.CountAsync(), await db.Commands.CountAsync(), await db.RequestedTasks.CountAsync(),
        ];
        return string.Join(',', counts);
    }

    private static StaffFlowsDbContext Read(Hall hall) => hall.Services.GetRequiredService<IDbContextFactory<StaffFlowsDbContext>>().CreateDbContext();
}
