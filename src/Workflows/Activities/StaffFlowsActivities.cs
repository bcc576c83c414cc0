using System.Collections.Immutable;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Activities.Cases;
using StaffFlows.Workflows.Activities.Leave;
using StaffFlows.Workflows.Activities.Publicity;
using StaffFlows.Workflows.Activities.Selection;
using StaffFlows.Workflows.Activities.UserTasks;

namespace StaffFlows.Workflows.Activities;

/// <summary>Our activities in the toolbox, for the catalogue beside Elsa's standard ones.</summary>
public static class StaffFlowsActivities
{
    public static ImmutableArray<IActivity> All { get; } =
    [
        new UserTaskActivity(), new CloseCase(), new Notify(), new StartCase(), new AwaitCase(), new FillForm(), new CheckForm(), new ReadRules(), new PauseTerm(),
        new AssessLeave(), new AcceptStandIn(), new RegisterLeave(),
        new DraftNotice(), new ReleaseNotice(), new ConfirmPosting(), new RunPublicity(), new SuspendPublicity(), new ConcludePublicity(),
        new RegisterObjection(), new SettleObjection(),
        new CheckCandidates(), new GrantExceptions(), new ConsolidateReview(), new MoveCandidates(), new ScheduleInterview(), new RankCandidates(),
        new PrepareFiling(), new CheckFiling(), new CorrectFiling(), new WithdrawCandidate(), new SettleSelection(), new EndCandidacy(), new PostStaff(),
    ];
}
