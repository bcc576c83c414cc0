using StaffFlows.Engine.Activities;
using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Runtime;
using StaffFlows.Engine.Tests.Engine.Support;

namespace StaffFlows.Engine.Tests.Engine.Signals;

public sealed class When_not_every_instance_may_start
{
    [Theory]
    [InlineData(null, ActivationStrategy.Always)]
    [InlineData("Nobody.Knows, It", ActivationStrategy.Always)]
    [InlineData("Elsa.Workflows.ActivationValidators.AllowAlwaysStrategy, Elsa.Workflows.Core", ActivationStrategy.Always)]
    [InlineData("Elsa.Workflows.Runtime.ActivationValidators.SingletonStrategy, Elsa.Workflows.Runtime", ActivationStrategy.Singleton)]
    [InlineData("Elsa.Workflows.Runtime.ActivationValidators.CorrelationStrategy, Elsa.Workflows.Runtime", ActivationStrategy.Correlation)]
    [InlineData("Elsa.Workflows.Runtime.ActivationValidators.CorrelatedSingletonStrategy, Elsa.Workflows.Runtime", ActivationStrategy.CorrelatedSingleton)]
    [InlineData("CorrelatedSingleton", ActivationStrategy.CorrelatedSingleton)]
    [InlineData("SingletonStrategy", ActivationStrategy.Singleton)]
    [InlineData("singleton", ActivationStrategy.Singleton)]
    public void The_strategy_is_read_by_any_of_Elsas_names(string? name, ActivationStrategy expected)
    {
        var flow = new Flow().Line("l");
        if (name is not null) flow.Option("activationStrategyType", name);

        WorkflowGraph.Compile(flow.Build(), new(StandardActivities.All)).Activation.ShouldBe(expected);
    }

    [Theory]
    [InlineData("Always", "p", "A", true)]
    [InlineData("Singleton", "p", "B", false)]
    [InlineData("Singleton", "q", "A", true)]
    [InlineData("Correlation", "q", "A", false)]
    [InlineData("Correlation", "p", "B", true)]
    [InlineData("Correlation", "p", null, true)]
    [InlineData("CorrelatedSingleton", "p", "A", false)]
    [InlineData("CorrelatedSingleton", "p", "B", true)]
    [InlineData("CorrelatedSingleton", "q", "A", true)]
    public async Task A_second_start_is_refused_by_what_is_running(string strategy, string definitionId, string? correlationId, bool isAllowed)
    {
        var scenario = new Scenario(new Flow().Task("t").Option("activationStrategyType", strategy).Build());
        scenario.Publish(new Flow().Task("t").Option("activationStrategyType", strategy).Build("q"));
        await scenario.Runtime.StartAsync(Scenario.Command() with { CorrelationId = "A" }, CancellationToken.None);
        var second = Scenario.Command() with { Id = new(new("01900000-0000-7000-8000-000000000002")), DefinitionId = definitionId, CorrelationId = correlationId };

        var outcome = await scenario.Runtime.StartAsync(second, CancellationToken.None);

        if (isAllowed)
        {
            outcome.ShouldBeOfType<BurstOutcome.Committed>();
            return;
        }

        outcome.ShouldBeOfType<BurstOutcome.Refused>().Rejection.Code.ShouldBe("already-running");
        await scenario.AnswerAsync("t");
        (await scenario.Runtime.StartAsync(second, CancellationToken.None)).ShouldBeOfType<BurstOutcome.Committed>("nothing is running any more");
    }

    [Fact]
    public async Task A_resume_is_never_refused_for_it()
    {
        var scenario = new Scenario(new Flow().Task("t").Task("u").Path("t", "u").Option("activationStrategyType", "Singleton").Build());
        await scenario.StartAsync();

        (await scenario.AnswerAsync("t")).ShouldBeOfType<BurstOutcome.Committed>();
    }

    [Fact]
    public async Task One_inside_a_burst_is_an_incident_there_and_the_burst_goes_on()
    {
        var scenario = new Scenario(new Flow()
            .Fork("f", "A", "B", "C").Child("c", "Elsa.ExecuteWorkflow", "single").Child("d", "Elsa.ExecuteWorkflow", "any").Line("end")
            .Path("f.A", "c").Path("f.B", "d").Path("f.C", "end").Build());
        scenario.Publish(new Flow().Task("t").Option("activationStrategyType", "Singleton").Build("single"));
        scenario.Publish(new Flow().Line("any").Build("any"));
        await scenario.Runtime.StartAsync(Scenario.Command() with { Id = new(new("01900000-0000-7000-8000-000000000002")), DefinitionId = "single" }, CancellationToken.None);

        (await scenario.StartAsync()).ShouldBeOfType<BurstOutcome.Committed>();

        (await scenario.InstanceAsync()).Incidents.ShouldHaveSingleItem().Code.ShouldBe("already-running");
        scenario.Lines.ShouldBe(["any", "end"], ignoreOrder: true);
        scenario.Store.Instances.Count(instance => instance.DefinitionId == "single").ShouldBe(1);
    }
}
