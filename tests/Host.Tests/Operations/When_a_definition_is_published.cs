using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using StaffFlows.Engine.Definitions;
using StaffFlows.Engine.Definitions.Json;
using StaffFlows.Engine.Execution;
using StaffFlows.Host.Api;
using StaffFlows.Testing;
using StaffFlows.Workflows;
using StaffFlows.Workflows.Persistence;

namespace StaffFlows.Host.Tests.Operations;

public sealed class When_a_definition_is_published
{
    [Fact]
    public async Task One_with_errors_is_refused_and_nothing_is_stored()
    {
        await using var hall = await Hall.OpenAsync();

        var answer = await Policy(hall).ImportAsync(Greeting("x => x"), publish: true, null, CancellationToken.None);

        var finding = answer.Findings.ShouldHaveSingleItem();
        finding.Code.ShouldBe("script-too-new");
        finding.Text.En.ShouldContain("arrow function");
        finding.Text.En.ShouldContain("Line 1, column 3");
        var rejection = answer.Result.Rejection.ShouldNotBeNull();
        (rejection.Kind, rejection.Code).ShouldBe((RejectionKind.Invalid, "definition-has-errors"));
        rejection.Arguments.ShouldBe(["问候", "1", "script-too-new Workflow1:Flowchart1:say"]);
        (await Store(hall).FindLatestAsync("greeting", CancellationToken.None)).ShouldBeNull();
    }

    [Theory]
    [InlineData("zh-CN", "“问候”有 1 处错误，不能发布（script-too-new")]
    [InlineData("en", "“问候” has 1 error(s) and cannot be published (script-too-new")]
    public async Task The_refusal_says_what_is_wrong_in_the_readers_language(string language, string words)
    {
        await using var hall = await Hall.OpenAsync();
        var answer = await Policy(hall).ImportAsync(Greeting("x => x"), publish: true, null, CancellationToken.None);
        var before = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentUICulture = new CultureInfo(language);
            hall.Services.GetRequiredService<Sentences>().Of(answer.Result.Rejection!).ShouldStartWith(words);
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    [Fact]
    public async Task A_draft_may_have_errors_but_is_not_published_later_either()
    {
        await using var hall = await Hall.OpenAsync();

        (await Policy(hall).ImportAsync(Greeting("x => x"), publish: false, null, CancellationToken.None)).Result.Rejection.ShouldBeNull();
        (await Policy(hall).PublishAsync("greeting", null, CancellationToken.None)).Result.Rejection.ShouldNotBeNull().Code.ShouldBe("definition-has-errors");

        (await Store(hall).FindPublishedAsync("greeting", CancellationToken.None)).ShouldBeNull();
    }

    [Fact]
    public async Task One_with_warnings_is_published_and_they_are_told()
    {
        await using var hall = await Hall.OpenAsync();
        await Policy(hall).ImportAsync(Greeting("'x'", alone: true), publish: false, null, CancellationToken.None);

        var answer = await Policy(hall).PublishAsync("greeting", null, CancellationToken.None);

        answer.Result.Rejection.ShouldBeNull();
        answer.Findings.ShouldHaveSingleItem().Code.ShouldBe("activity-unreachable");
        (await Store(hall).FindPublishedAsync("greeting", CancellationToken.None)).ShouldNotBeNull();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_it_uses_of_other_definitions_is_pinned_to_the_version_that_is_published_now(bool asDraftFirst)
    {
        await using var hall = await Hall.OpenAsync();
        var used = Greeting("'hello'") with { Name = "Say hello", Options = new() { ["usableAsActivity"] = true } };
        var version = (await Policy(hall).ImportAsync(used, publish: true, null, CancellationToken.None)).Result.Value.ShouldNotBeNull().Id;
        var user = WorkflowDefinitionJson.Read("""
            {
              "id": "user-v1", "definitionId": "user", "name": "使用", "version": 1, "createdAt": "2026-11-20T01:00:00+00:00",
              "root": { "id": "Flowchart1", "type": "Elsa.Flowchart", "version": 1, "activities": [{ "id": "hello", "type": "SayHello", "version": 1 }] }
            }
            """);

        if (asDraftFirst) await Policy(hall).ImportAsync(user, publish: false, null, CancellationToken.None);
        var answer = asDraftFirst
            ? await Policy(hall).PublishAsync("user", null, CancellationToken.None)
            : await Policy(hall).ImportAsync(user, publish: true, null, CancellationToken.None);

        answer.Findings.ShouldBeEmpty("the type is known, since a definition of that name can be used as an activity");
        answer.Result.Rejection.ShouldBeNull();
        var published = (await Store(hall).FindPublishedAsync("user", CancellationToken.None)).ShouldNotBeNull();
        ((string?)published.Root["activities"]![0]!["workflowDefinitionVersionId"]).ShouldBe(version);
    }

    [Fact]
    public async Task An_unknown_one_is_not_found()
    {
        await using var hall = await Hall.OpenAsync();

        (await Policy(hall).PublishAsync("nothing", null, CancellationToken.None)).Result.Rejection.ShouldNotBeNull().Kind.ShouldBe(RejectionKind.NotFound);
    }

    private static PublishPolicy Policy(Hall hall) => hall.Services.GetRequiredService<PublishPolicy>();

    private static DefinitionStore Store(Hall hall) => hall.Services.GetRequiredService<DefinitionStore>();

    private static WorkflowDefinition Greeting(string script, bool alone = false) => WorkflowDefinitionJson.Read($$"""
        {
          "id": "greeting-v1", "definitionId": "greeting", "name": "问候", "version": 1, "isLatest": true, "isPublished": false,
          "createdAt": "2026-11-20T01:00:00+00:00",
          "root": {
            "id": "Flowchart1", "type": "Elsa.Flowchart", "version": 1,
            "activities": [
              { "id": "say", "type": "Elsa.WriteLine", "version": 1, "text": { "typeName": "String", "expression": { "type": "JavaScript", "value": "{{script}}" } } },
              { "id": "more", "type": "Elsa.WriteLine", "version": 1 }
            ],
            "connections": [ { "source": { "activity": "say", "port": "Done" }, "target": { "activity": "{{(alone ? "nowhere" : "more")}}", "port": "In" } } ]
          }
        }
        """);
}
