using StaffFlows.Engine.Definitions;
using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Runtime;
using StaffFlows.Engine.Tests.Engine.Support;
using static StaffFlows.Engine.Tests.Engine.Support.Nodes;

namespace StaffFlows.Engine.Tests.Engine;

public sealed class When_a_migration_is_refused
{
    private const string Old = "Workflow1:flow:t";

    public static TheoryData<string, string, string[]> Active => new()
    {
        { "removed", "migration-step-missing", ["t"] },
        { "of another type", "migration-step-differs", ["t", "t"] },
        { "moved into a sequence", "migration-step-moved", ["t"] },
    };

    [Theory]
    [MemberData(nameof(Active))]
    public async Task An_active_step_must_have_its_place(string what, string code, string[] names)
    {
        var next = what switch
        {
            "removed" => new Flow().Line("a").Line("b").Path("a", "b"),
            "of another type" => new Flow().Line("a").Line("t").Path("a", "t"),
            _ => new Flow().Line("a").Add(Sequence("s", Task("t"))).Path("a", "s"),
        };
        var scenario = new Scenario(new Flow().Line("a").Task("t").Path("a", "t").Build()).And(next.Build(version: 2));
        await scenario.StartOldAsync();

        var rejection = await RefuseAsync(scenario);

        (rejection.Kind, rejection.Code).ShouldBe((RejectionKind.InvalidState, code));
        rejection.Arguments.ShouldBe(names);
        var field = rejection.Fields.ShouldHaveSingleItem();
        (field.Field, field.Code).ShouldBe((Old, code));
        await scenario.AnswerAsync("t");
        (await scenario.StatusAsync()).ShouldBe(WorkflowSubStatus.Finished, "it goes on as if nobody had asked");
    }

    [Fact]
    public async Task Every_active_step_without_a_place_is_named_by_what_people_call_it()
    {
        var named = Task("t");
        named["metadata"] = new System.Text.Json.Nodes.JsonObject { ["displayText"] = "科长审批" };
        var scenario = new Scenario(Define(Parallel("p", named, Task("u"), Task("v")))).And(Define(Parallel("p", Task("v"))) with { Id = "p-v2", Version = 2 });
        await scenario.StartOldAsync();

        var rejection = await RefuseAsync(scenario);

        rejection.Arguments.ShouldBe(["科长审批"]);
        rejection.Fields.Select(field => (field.Field, field.Arguments.Single())).ShouldBe([("Workflow1:p:t", "科长审批"), ("Workflow1:p:u", "u")]);
    }

    [Fact]
    public async Task A_branch_that_has_arrived_at_a_join_must_still_lead_there()
    {
        var scenario = await HalfwayAsync(new Flow().Fork("f", "A", "B").Task("t").Task("u").Join("j", "WaitAll").Line("x").Line("end").Path("f.A", "t", "x", "j", "end").Path("f.B", "u", "j"));

        var rejection = await RefuseAsync(scenario);

        rejection.Code.ShouldBe("migration-join-lost");
        rejection.Arguments.ShouldBe(["j", "t"]);
    }

    [Fact]
    public async Task What_lost_its_way_is_named_by_what_people_call_it_too()
    {
        var join = Activity("j", "Elsa.FlowJoin", ("name", null), ("mode", Flow.Input("Literal", "WaitAll")));
        var asked = Activity("t", "Elsa.RunTask", ("taskName", Flow.Input("Literal", "t")), ("metadata", new System.Text.Json.Nodes.JsonObject { ["displayText"] = "科长审批" }));
        var scenario = new Scenario(new Flow().Fork("f", "A", "B").Add(asked).Task("u").Add(join).Path("f.A", "t", "j").Path("f.B", "u", "j").Build())
            .And(new Flow().Fork("f", "A", "B").Task("t").Task("u").Join("j", "WaitAll").Path("f.A", "t").Path("f.B", "u", "j").Build(version: 2));
        await scenario.StartOldAsync();
        await scenario.AnswerAsync("t");

        (await RefuseAsync(scenario)).Arguments.ShouldBe(["j", "科长审批"]);
    }

    [Theory]
    [InlineData("WaitAll", true)]
    [InlineData("WaitAllActive", false)]
    public async Task A_join_that_waits_for_all_must_not_get_a_way_in_along_which_nothing_comes(string mode, bool isRefused)
    {
        var scenario = await HalfwayAsync(new Flow().Fork("f", "A", "B", "C").Task("t").Task("u").Line("new").Join("j", mode).Line("end")
            .Path("f.A", "t", "j", "end").Path("f.B", "u", "j").Path("f.C", "new", "j"), mode);

        if (isRefused)
        {
            var rejection = await RefuseAsync(scenario);
            (rejection.Code, rejection.Arguments[0], rejection.Arguments[1]).ShouldBe(("migration-join-starves", "j", "new"));
            return;
        }

        (await scenario.MigrateAsync()).ShouldBeOfType<BurstOutcome.Committed>();
        await scenario.AnswerAsync("u");
        scenario.Lines.ShouldBe(["end"]);
    }

    [Theory]
    [InlineData("JavaScript", "'WaitAllActive'", "a script may say otherwise by then")]
    [InlineData("Literal", "Sometimes", "it would fault, but not by starving")]
    public async Task A_join_whose_mode_nobody_can_tell_is_taken_to_wait_for_all(string type, string mode, string because)
    {
        var scenario = await HalfwayAsync(new Flow().Fork("f", "A", "B", "C").Task("t").Task("u").Line("new").Add("j", "Elsa.FlowJoin", ("mode", Flow.Input(type, mode))).Line("end")
            .Path("f.A", "t", "j", "end").Path("f.B", "u", "j").Path("f.C", "new", "j"));

        (await RefuseAsync(scenario)).Code.ShouldBe("migration-join-starves", because);
    }

    [Fact]
    public async Task A_join_that_names_no_mode_waits_for_any()
    {
        var scenario = await HalfwayAsync(new Flow().Fork("f", "A", "B", "C").Task("t").Task("u").Line("new").Add("j", "Elsa.FlowJoin").Line("end")
            .Path("f.A", "t", "j", "end").Path("f.B", "u", "j").Path("f.C", "new", "j"));

        (await scenario.MigrateAsync()).ShouldBeOfType<BurstOutcome.Committed>();
    }

    [Fact]
    public async Task What_is_no_join_may_get_any_way_in()
    {
        static Flow Meeting() => new Flow().Fork("f", "A", "B").Task("t").Task("u").Line("meet").Path("f.A", "t", "meet").Path("f.B", "u", "meet");
        var scenario = new Scenario(Meeting().Build()).And(Meeting().Line("new").Path("f.C", "new", "meet").Build(version: 2));
        await scenario.StartOldAsync();
        await scenario.AnswerAsync("t");

        (await scenario.MigrateAsync()).ShouldBeOfType<BurstOutcome.Committed>();
        await scenario.AnswerAsync("u");

        scenario.Lines.ShouldBe(["meet"]);
    }

    [Fact]
    public async Task A_new_way_into_a_join_is_welcome_where_an_open_step_leads_to_it()
    {
        var scenario = await HalfwayAsync(new Flow().Fork("f", "A", "B").Task("t").Task("u").Line("new").Join("j", "WaitAll").Line("end")
            .Path("f.A", "t", "j", "end").Path("f.B", "u", "j").Path("u", "new", "j"));

        (await scenario.MigrateAsync()).ShouldBeOfType<BurstOutcome.Committed>();
        await scenario.AnswerAsync("u");

        scenario.Lines.ShouldBe(["new", "end"]);
    }

    [Fact]
    public async Task So_it_is_where_another_join_that_waits_leads_to_it()
    {
        static Flow Reworked() => new Flow()
            .Fork("f", "A", "B", "C", "D").Task("a").Task("b").Task("rework").Task("c").Task("d").Decision("again", "getVariable('b') == 'again'")
            .Join("first", "WaitAll").Join("second", "WaitAll").Line("end")
            .Path("f.A", "a", "first").Path("f.B", "b", "again").Path("again.True", "rework", "b").Path("again.False", "first").Path("f.C", "c", "second", "end").Path("f.D", "d", "second");
        var scenario = new Scenario(Reworked().Build()).And(Reworked().Line("new").Path("first", "new", "second").Build(version: 2));
        await scenario.StartOldAsync();
        await scenario.AnswerAllAsync("a", "c");
        await scenario.AnswerAsync("b", "again");

        (await scenario.MigrateAsync()).ShouldBeOfType<BurstOutcome.Committed>();
        await scenario.AnswerAllAsync("d", "rework", "b");

        scenario.Lines.ShouldBe(["new", "end"]);
    }

    [Theory]
    [InlineData("Workflow1:flow:nowhere", "Workflow1:flow:a", "there is no such step to leave")]
    [InlineData(Old, "Workflow1:flow:nowhere", "there is no such step to go to")]
    public async Task A_mapping_must_name_what_is_there(string old, string target, string because)
    {
        var scenario = new Scenario(new Flow().Line("a").Task("t").Path("a", "t").Build()).And(new Flow().Line("a").Task("t").Path("a", "t").Build(version: 2));
        await scenario.StartOldAsync();

        (await RefuseAsync(scenario, (old, target))).Code.ShouldBe("migration-mapping-invalid", because);
    }

    [Fact]
    public async Task A_mapping_must_not_name_one_step_twice()
    {
        var scenario = new Scenario(new Flow().Line("a").Task("t").Path("a", "t").Build()).And(new Flow().Task("n").Build(version: 2));
        await scenario.StartOldAsync();

        var rejection = await RefuseAsync(scenario, (Old, "Workflow1:flow:n"), ("Workflow1:flow:a", "Workflow1:flow:n"), ("Workflow1:flow:z", "Workflow1:flow:z"));

        rejection.Code.ShouldBe("migration-mapping-invalid");
        rejection.Arguments.ShouldBe([Old, "Workflow1:flow:n"], "the first in the order of their names");
    }

    [Theory]
    [InlineData("p-v1", RejectionKind.InvalidState, "migration-same-version")]
    [InlineData("q-v1", RejectionKind.InvalidState, "migration-other-definition")]
    [InlineData("p-v3", RejectionKind.InvalidState, "migration-to-draft")]
    [InlineData("p-v9", RejectionKind.NotFound, "definition-not-found")]
    public async Task The_target_must_be_another_version_of_the_same_definition_that_cannot_change(string target, RejectionKind kind, string code)
    {
        var scenario = new Scenario(new Flow().Task("t").Build()).And(new Flow().Task("t").Build("q"));
        scenario.Definitions.Save(new Flow().Task("t").Build(version: 3));
        await scenario.StartOldAsync();

        var refused = (await scenario.Runtime.MigrateAsync(Migrations.To(target), CancellationToken.None)).ShouldBeOfType<BurstOutcome.Refused>();

        (refused.Rejection.Kind, refused.Rejection.Code).ShouldBe((kind, code));
    }

    [Fact]
    public async Task What_has_ended_stays_where_it_is()
    {
        var scenario = new Scenario(new Flow().Task("t").Build()).And(new Flow().Task("t").Build(version: 2));
        (await scenario.MigrateAsync()).ShouldBeOfType<BurstOutcome.Refused>().Rejection.Code.ShouldBe("instance-not-found");
        await scenario.StartOldAsync();
        await scenario.AnswerAsync("t");

        (await RefuseAsync(scenario)).Code.ShouldBe("instance-finished");
    }

    private static async Task<Scenario> HalfwayAsync(Flow next, string mode = "WaitAll")
    {
        var scenario = new Scenario(new Flow().Fork("f", "A", "B").Task("t").Task("u").Join("j", mode).Line("end").Path("f.A", "t", "j", "end").Path("f.B", "u", "j").Build());
        await scenario.StartOldAsync();
        await scenario.AnswerAsync("t");

        return scenario.And(next.Build(version: 2));
    }

    /// <summary>Nothing is written, and the preview says the same.</summary>
    private static async Task<Rejection> RefuseAsync(Scenario scenario, params (string Old, string New)[] mapping)
    {
        var (commits, before) = (scenario.Store.Commits.Count, WorkflowInstanceJson.Write(await scenario.InstanceAsync()));
        var preview = await scenario.PreviewAsync(mapping);

        var refused = (await scenario.MigrateAsync(mapping)).ShouldBeOfType<BurstOutcome.Refused>();

        (scenario.Store.Commits.Count, WorkflowInstanceJson.Write(await scenario.InstanceAsync())).ShouldBe((commits, before));
        preview.Refused.ShouldNotBeNull().Code.ShouldBe(refused.Rejection.Code);

        return refused.Rejection;
    }
}
