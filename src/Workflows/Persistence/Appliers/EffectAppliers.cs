using Microsoft.Extensions.Logging;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Leave;
using StaffFlows.Workflows.Publicity;
using StaffFlows.Workflows.Selection;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Workflows.Persistence.Appliers;

/// <summary>Which applier writes which effect. Closed: an effect that is not here is a mistake and throws.</summary>
internal sealed class EffectAppliers
{
    private readonly Dictionary<Type, Func<IEffect, CommitScope, CancellationToken, Task<Rejection?>>> byType = [];

    public EffectAppliers(SystemTime systemTime, ILogger<LineApplier> log)
    {
        var cases = new CaseApplier();
        Add<CaseOpened>(cases);
        Add<CaseDataChanged>(cases);
        Add<CaseTitled>(cases);
        Add<CaseStatusChanged>(cases);
        Add<ParticipantsAdded>(cases);
        Add<CaseEntryRecorded>(cases);

        var tasks = new UserTaskApplier();
        Add<UserTaskRequested>(tasks);
        Add<UserTaskCompleted>(tasks);
        Add<UserTaskCanceled>(tasks);
        Add<UserTaskCandidatesAdded>(tasks);

        var handovers = new HandoverApplier();
        Add<UserTaskHanded>(handovers);
        Add<UserTaskPaused>(handovers);
        Add<UserTaskUrged>(handovers);
        Add<UserTaskReturned>(handovers);

        var leave = new LeaveApplier();
        Add<LeaveReserved>(leave);
        Add<StandInAccepted>(leave);
        Add<LeaveApproved>(leave);
        Add<LeaveReleased>(leave);

        var publicity = new PublicityApplier();
        Add<NoticeDrafted>(publicity);
        Add<NoticePosted>(publicity);
        Add<PublicityStarted>(publicity);
        Add<PublicityLengthened>(publicity);
        Add<PublicitySuspended>(publicity);
        Add<PublicisedPersonWithdrew>(publicity);
        Add<PublicityExpired>(publicity);
        Add<PublicityConcluded>(publicity);

        var objections = new ObjectionApplier();
        Add<ObjectionReceived>(objections);
        Add<ObjectionSettled>(objections);

        var selection = new SelectionApplier();
        Add<CandidatesRecommended>(selection);
        Add<CandidacyMoved>(selection);
        Add<PlacesReleased>(selection);
        Add(new PostingApplier());

        var requests = new TaskRequestApplier();
        Add<TaskRequested>(requests);
        Add<TaskWithdrawn>(requests);

        Add(new MessageApplier(systemTime));
        Add(new CopyApplier());
        Add(new AuditApplier());
        Add(new RequestApplier());
        Add(new LineApplier(log));
    }

    public IReadOnlyCollection<Type> EffectTypes => byType.Keys;

    public Task<Rejection?> ApplyAsync(IEffect effect, CommitScope scope, CancellationToken ct) =>
        byType.TryGetValue(effect.GetType(), out var apply)
            ? apply(effect, scope, ct)
            : throw new InvalidOperationException($"No applier writes {effect.GetType().Name}.");

    private void Add<TEffect>(IEffectApplier<TEffect> applier)
        where TEffect : IEffect => byType.Add(typeof(TEffect), (effect, scope, ct) => applier.ApplyAsync((TEffect)effect, scope, ct));
}
