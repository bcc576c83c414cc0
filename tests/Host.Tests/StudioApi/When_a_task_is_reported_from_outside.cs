using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StaffFlows.Workflows.Persistence;

namespace StaffFlows.Host.Tests.StudioApi;

/// <summary>Elsa.RunTask asks somebody outside; u009 holds the role of an external system.</summary>
public sealed class When_a_task_is_reported_from_outside(StudioHall studio) : IClassFixture<StudioHall>
{
    [Theory]
    [InlineData("u009", true, "an external system")]
    [InlineData("u006", true, "a process owner, by hand")]
    [InlineData("u038", false, "a process reader")]
    [InlineData("u030", false, "a clerk")]
    public async Task These_may_report(string person, bool may, string why)
    {
        await studio.PublishAsync("printing", StudioHall.Activity("task", "Elsa.RunTask", ("taskName", "Literal", "打印")));
        var (instance, task) = await studio.StartAsync("printing");

        var (status, _) = await (await studio.AsAsync(person)).PostAsync($"tasks/{task}/complete", new JsonObject { ["result"] = 7 });

        (status == HttpStatusCode.OK).ShouldBe(may, why);
        (await (await studio.AsAsync("u006")).GetAsync($"workflow-instances/{instance}"))["subStatus"]!.ToString().ShouldBe(may ? "Finished" : "Suspended");
    }

    [Fact]
    public async Task What_nobody_asked_for_or_is_done_already_is_not_found()
    {
        await studio.PublishAsync("printing", StudioHall.Activity("task", "Elsa.RunTask", ("taskName", "Literal", "打印")));
        var (instance, task) = await studio.StartAsync("printing");
        var system = await studio.AsAsync("u009");
        await system.PostAsync($"tasks/{task}/complete");

        foreach (var id in new[] { task, $"{Guid.NewGuid():N}", "x" })
        {
            var (status, body) = await system.PostAsync($"tasks/{id}/complete");
            (status, body["code"]!.ToString()).ShouldBe((HttpStatusCode.NotFound, "task-not-found"));
        }

        await using var db = studio.Hall.Services.GetRequiredService<IDbContextFactory<StaffFlowsDbContext>>().CreateDbContext();
        (await db.AuditEntries.Where(e => e.Aggregate == $"instance:{instance}").Select(e => e.Action + e.ActorId).ToListAsync()).ShouldBe(["task.reportedE009"]);
    }

    [Fact]
    public async Task An_external_system_sees_nothing_of_the_procedures()
    {
        var system = (await studio.AsAsync("u009")).Client;

        foreach (var path in new[] { "workflow-definitions", "descriptors/activities", $"workflow-instances/{studio.Instance}" })
            (await system.GetAsync(new Uri($"/elsa/api/{path}", UriKind.Relative))).IsSuccessStatusCode.ShouldBeFalse(path);
    }
}
