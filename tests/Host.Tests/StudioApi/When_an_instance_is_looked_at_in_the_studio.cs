using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StaffFlows.Workflows.Persistence;

namespace StaffFlows.Host.Tests.StudioApi;

/// <summary>Diagram and states for whoever may open the Studio; values only where he may see the case.</summary>
public sealed class When_an_instance_is_looked_at_in_the_studio(StudioHall studio) : IClassFixture<StudioHall>
{
    private const string Node = "Workflow1:Flowchart1:window-head";

    /// <summary>{0} is the instance, {1} the run of the first step.</summary>
    public static TheoryData<string, string?> Endpoints => new()
    {
        { "workflow-instances/{0}", null },
        { "workflow-instances/{0}/execution-state", null },
        { "workflow-instances/{0}/variables", null },
        { "workflow-instances/{0}/export", null },
        { "workflow-instances/{0}/journal?skip=0&take=110", "{}" },
        { "activity-executions/list?WorkflowInstanceId={0}&ActivityNodeId=Workflow1:Flowchart1:receive", null },
        { "activity-executions/list?WorkflowInstanceId={0}&ActivityNodeId=Workflow1:Flowchart1:window-head", null },
        { "activity-execution-summaries/list?WorkflowInstanceId={0}&ActivityNodeId=Workflow1:Flowchart1:receive", null },
        { "activity-executions/by-id?id={1}", null },
        { "activity-executions/{1}/call-stack", null },
        { "activity-executions/report", """{"workflowInstanceId":"{0}","activityNodeIds":["Workflow1:Flowchart1:window-head"]}""" },
        { "workflow-instances", """{"definitionId":"leave"}""" },
    };

    [Theory, MemberData(nameof(Endpoints))]
    public async Task Who_may_not_see_the_case_sees_that_it_ran_and_nothing_of_what_it_is_about(string path, string? body)
    {
        foreach (var person in new[] { "u032", "u038" })
        {
            var text = await AnswerAsync(person, path, body);

            foreach (var word in new[] { "LX0031", "回乡探亲", "16900000000", "钱溪亭", "E030", "2026-11-30" }) text.ShouldNotContain(word, Case.Sensitive, $"{person}: {path}");
        }
    }

    [Theory, MemberData(nameof(Endpoints))]
    public async Task Who_is_neither_owner_nor_reader_finds_nothing(string path, string? body)
    {
        foreach (var person in new[] { "u030", "u004" }) (await SendAsync(person, path, body)).Status.ShouldNotBe(HttpStatusCode.OK, $"{person}: {path}");
    }

    [Fact]
    public async Task Who_may_see_the_case_sees_the_values_but_for_what_the_form_calls_sensitive()
    {
        var variables = await AnswerAsync("u006", "workflow-instances/{0}/variables", null);

        variables.ShouldContain("LX0031");
        variables.ShouldContain("2026-11-30");
        foreach (var sensitive in new[] { "回乡探亲", "annual", "16900000000" }) variables.ShouldNotContain(sensitive);
        JsonNode.Parse(variables)!["items"]!.AsArray().Single(v => v!["name"]!.ToString() == "form")!["value"]!["reason"]!.ToString().ShouldBe("******");
    }

    [Fact]
    public async Task Each_run_of_an_activity_says_what_it_was_given()
    {
        var owner = await studio.AsAsync("u006");

        var record = (await owner.GetAsync($"activity-executions/list?WorkflowInstanceId={studio.Instance}&ActivityNodeId={Node}"))["items"]![0]!;

        var given = record["activityState"]!;
        given["Assignee"]!.ToString().ShouldBe("role:WindowHead@window", "a script chose it");
        given["DeadlineWorkingDays"]!.GetValue<int>().ShouldBe(1);
        (given["StepName"]!.ToString(), given["WhenApplicant"]!.ToString()).ShouldBe(("窗口负责人审批", "skip"), "constants come from the definition");
        given["WhenAbsent"]!.ToString().ShouldBe("toPartner", "and what the definition leaves out from the activity");
        (record["status"]!.ToString(), record["hasBookmarks"]!.GetValue<bool>()).ShouldBe(("Running", true));
    }

    [Fact]
    public async Task The_journal_says_it_entry_by_entry()
    {
        var journal = await EntriesAsync(studio.Instance, "ask-stand-in");

        journal.Select(entry => entry["eventName"]!.ToString()).ShouldBe(["Started", "Completed"]);
        journal.ShouldAllBe(entry => entry["activityState"]!["Condition"]!.GetValue<bool>());
        journal[1]["payload"]!["Outcomes"]!.AsArray().ShouldHaveSingleItem()!.ToString().ShouldBe("True");
    }

    [Fact]
    public async Task A_fault_says_why_and_an_output_what_came_out()
    {
        await studio.PublishAsync("outcomes", StudioHall.Activity("task", "Elsa.RunTask", ("taskName", "Literal", "打印")), StudioHall.Activity("bad", "Elsa.WriteLine", ("text", "JavaScript", "nobody.name")));
        var (id, task) = await studio.StartAsync("outcomes");
        (await (await studio.AsAsync("u006")).PostAsync($"tasks/{task}/complete", new JsonObject { ["result"] = "第 7 号打印机" })).Status.ShouldBe(HttpStatusCode.OK);

        var owner = await studio.AsAsync("u006");
        var done = (await owner.GetAsync($"activity-executions/list?WorkflowInstanceId={id}&ActivityNodeId=Workflow1:flow:task"))["items"]![0]!;
        var failed = (await owner.GetAsync($"activity-executions/list?WorkflowInstanceId={id}&ActivityNodeId=Workflow1:flow:bad"))["items"]![0]!;

        done["outputs"]!["Result"]!.ToString().ShouldBe("第 7 号打印机");
        (failed["status"]!.ToString(), failed["exception"]!["type"]!.ToString()).ShouldBe(("Faulted", "expression"));
        failed["exception"]!["message"]!.ToString().ShouldStartWith("Failed to evaluate activity input 'Text'");
        (await EntriesAsync(id, "bad")).Last()["message"]!.ToString().ShouldBe(failed["exception"]!["message"]!.ToString());
    }

    [Fact]
    public async Task A_history_that_an_earlier_release_wrote_in_the_clear_is_still_read()
    {
        await studio.PublishAsync("old", StudioHall.Activity("task", "Elsa.RunTask", ("taskName", "Literal", "打印")));
        var (id, _) = await studio.StartAsync("old");
        var instance = Guid.Parse(id);
        await studio.Hall.Services.GetRequiredService<IWriteQueue>().WriteAsync<bool>(
            async (db, ct) =>
            {
                var json = await db.Journal.Where(j => j.InstanceId == instance).Select(j => j.Json).SingleAsync(ct);
                return await db.Database.ExecuteSqlAsync($"UPDATE journal SET json = {json} WHERE instance_id = {instance}", ct) == 1;
            },
            default);

        (await EntriesAsync(id, "task")).Select(entry => entry["eventName"]!.ToString()).ShouldBe(["Started", "Suspended"]);
    }

    [Theory]
    [InlineData("Is", "09:00:00", true, "")]
    [InlineData("Is", "09:02:00", false, "another minute")]
    [InlineData("IsNot", "09:00:00", false, "")]
    [InlineData("IsNot", "09:02:00", true, "")]
    [InlineData("GreaterThan", "08:59:00", true, "")]
    [InlineData("GreaterThan", "09:00:00", false, "not the moment itself")]
    [InlineData("GreaterThanOrEqual", "09:00:00", true, "")]
    [InlineData("LessThan", "09:00:00", false, "not the moment itself")]
    [InlineData("LessThanOrEqual", "09:00:00", true, "")]
    [InlineData("LessThan", "09:01:00", true, "")]
    public async Task The_list_is_searched_by_moments(string comparison, string time, bool isFound, string why)
    {
        var filter = new JsonObject
        {
            ["correlationId"] = $"{studio.Leave:N}",
            ["timestampFilters"] = new JsonArray(new JsonObject { ["column"] = "CreatedAt", ["operator"] = comparison, ["timestamp"] = $"2026-11-23T{time}+08:00" }),
        };

        (await (await studio.AsAsync("u006")).PostAsync("workflow-instances", filter)).Body["totalCount"]!.GetValue<int>().ShouldBe(isFound ? 1 : 0, why);
    }

    [Theory]
    [InlineData("u006", 1)]
    [InlineData("u032", 0)]
    public async Task A_name_is_found_only_by_whom_it_is_shown_to(string person, int found) =>
        (await (await studio.AsAsync(person)).PostAsync("workflow-instances", new JsonObject { ["searchTerm"] = "钱溪亭" })).Body["totalCount"]!.GetValue<int>().ShouldBe(found);

    private async Task<string> AnswerAsync(string person, string path, string? body)
    {
        var (status, text) = await SendAsync(person, path, body);
        status.ShouldBe(HttpStatusCode.OK, $"{person}: {path}");
        text.ShouldNotBeEmpty();
        return text;
    }

    private async Task<(HttpStatusCode Status, string Text)> SendAsync(string person, string path, string? body)
    {
        var run = (await (await studio.AsAsync("u006")).GetAsync($"activity-execution-summaries/list?WorkflowInstanceId={studio.Instance}&ActivityNodeId=Workflow1:Flowchart1:receive"))["items"]![0]!["id"]!.ToString();
        var url = new Uri("/elsa/api/" + path.Replace("{0}", studio.Instance, StringComparison.Ordinal).Replace("{1}", run, StringComparison.Ordinal), UriKind.Relative);
        var client = (await studio.AsAsync(person)).Client;
        using var content = body is null ? null : new StringContent(body.Replace("{0}", studio.Instance, StringComparison.Ordinal), System.Text.Encoding.UTF8, "application/json");
        using var answer = content is null ? await client.GetAsync(url) : await client.PostAsync(url, content);
        return (answer.StatusCode, System.Text.RegularExpressions.Regex.Unescape(await answer.Content.ReadAsStringAsync()));
    }

    private async Task<List<JsonNode>> EntriesAsync(string instance, string activity) =>
        [.. (await (await studio.AsAsync("u006")).PostAsync($"workflow-instances/{instance}/journal?skip=0&take=110", new JsonObject
        {
            ["filter"] = new JsonObject { ["activityIds"] = new JsonArray(activity) },
        })).Body["items"]!.AsArray().Select(entry => entry!)];
}
