using StaffFlows.CompiledModels;
using StaffFlows.Engine.Activities;
using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Runtime;
using StaffFlows.Workflows;
using StaffFlows.Workflows.Activities;
using StaffFlows.Workflows.Calendar;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.Sandboxes;

namespace StaffFlows.Host.Operations;

/// <summary>The engine with Elsa's activities and ours, on the stores of the configured database.</summary>
internal static class EngineServices
{
    public static IServiceCollection AddEngine(this IServiceCollection services, HostSettings settings)
    {
        services.AddStaffFlowsPersistence(new AllCompiledModels(), settings.Database.Provider, settings.Database.ConnectionString);
        services.AddSingleton(new ActivityCatalog([.. StandardActivities.In(settings.FlowchartMode), .. StaffFlowsActivities.All]));
        services.AddSingleton(InBusinessTime<DefinitionStore>);
        services.AddSingleton<PublishPolicy>();
        services.AddSingleton(InBusinessTime<KeptDraftStore>);
        services.AddSingleton(InBusinessTime<DefinitionReleases>);
        services.AddSingleton(InBusinessTime<AttachmentStore>);
        services.AddSingleton(InBusinessTime<DocumentStore>);
        services.AddSingleton(InBusinessTime<OrganisationStore>);
        services.AddSingleton(InBusinessTime<CalendarStore>);
        services.AddSingleton(InBusinessTime<RuleStore>);
        services.AddSingleton(InBusinessTime<ClockStore>);
        services.AddSingleton(InBusinessTime<InstanceRemoval>);
        services.AddSingleton<IWorkflowRuntime>(InBusinessTime<WorkflowRuntime>);
        services.AddSingleton(InBusinessTime<ScheduledStarts>);
        services.AddSingleton(provider => new TimerPump(
            provider.GetRequiredService<ITimerStore>(), provider.GetRequiredService<ScheduledStarts>(), provider.GetRequiredService<IWorkflowRuntime>(),
            provider.GetRequiredService<BusinessClock>(), provider.GetRequiredService<TimeProvider>())
        {
            OnFailure = failure => provider.GetRequiredService<Failures>().Hear("timers; they come up again when their lease lapses", failure),
        });
        services.AddSingleton(InBusinessTime<StimulusSender>);
        services.AddSingleton(InBusinessTime<TestRuns>);
        services.AddSingleton(provider => new CommandPump(
            ActivatorUtilities.CreateInstance<FollowedCommands>(provider), provider.GetRequiredService<IBookmarkIndex>(), provider.GetRequiredService<ITriggerStore>(),
            provider.GetRequiredService<IWorkflowRuntime>(), provider.GetRequiredService<TimeProvider>())
        {
            OnFailure = failure => provider.GetRequiredService<Failures>().Hear("commands; they come up again when their lease lapses", failure),
        });
        return services;
    }

    /// <summary>What a write of this node makes due wakes its pumps; what other nodes leave they find by themselves.</summary>
    public static void WakeOnCommit(this IServiceProvider services)
    {
        var (timers, commands) = (services.GetRequiredService<TimerPump>(), services.GetRequiredService<CommandPump>());
        if (services.GetRequiredService<IWorkflowRuntime>() is WorkflowRuntime runtime)
        {
            (runtime.OnTimerSet, runtime.OnCommandPosted) = (_ => timers.Wake(), commands.Wake);
            runtime.OnFaulted = services.GetRequiredService<Failures>().Hear;
        }

        services.GetRequiredService<StimulusSender>().OnCommandPosted = commands.Wake;
        services.GetRequiredService<DefinitionStore>().OnPublished = timers.Wake;
        services.GetRequiredService<CalendarStore>().OnChanged = commands.Wake;
        services.GetRequiredService<OfficeSnapshots>().OnClockMoved = offset =>
        {
            services.GetRequiredService<BusinessClock>().MoveTo(offset);
            timers.Wake();
        };
    }

    /// <summary>For types whose <see cref="TimeProvider"/> is the business clock.</summary>
    private static T InBusinessTime<T>(IServiceProvider provider) =>
        ActivatorUtilities.CreateInstance<T>(provider, provider.GetRequiredService<BusinessClock>());
}
