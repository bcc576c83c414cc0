using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using StaffFlows.Engine.Activities;
using StaffFlows.Engine.Definitions;
using StaffFlows.Engine.Definitions.Json;
using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Runtime;
using StaffFlows.Workflows.Activities;
using StaffFlows.Workflows.Activities.UserTasks;
using StaffFlows.Workflows.Calendar;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Forms;
using StaffFlows.Workflows.Personnel;
using StaffFlows.Workflows.Profiles;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Workflows.Specs.Activities;

/// <summary>
/// The demo hall on the real engine with the files that ship: a process that can be killed, since every instance is kept as its
/// stored text, and a world in memory that only committed effects change.
/// </summary>
internal sealed class Hall : IWorkflowInstanceStore, IWorkflowDefinitionStore, IFactSource
{
    private static readonly OrganisationImport DemoFile = OrganisationFile.Read(Repository.Read("workflows/demo-organisation.json")).GetValue();
    private static readonly HolidayNotices Notices = HolidayNoticeFile.Read(Repository.Read("workflows/calendar/cn-holidays.json")).GetValue();
    private static readonly ImmutableArray<Profile> Profiles = ProfileFiles.Read(Repository.ReadAll("workflows/profiles")).GetValue();
    private static readonly Form LeaveForm = FormFile.Read(Repository.Read("workflows/forms/leave.json")).GetValue();
    private static readonly WorkflowDefinition Leave = WorkflowDefinitionJson.Read(Repository.ReadText("workflows/leave.json"));

    private readonly Dictionary<WorkflowInstanceId, string> _instances = [];
    private readonly List<Profile> _older = [];
    private readonly WorkflowDefinition _definition;
    private readonly BusinessClock _clock;
    private WorkflowRuntime _runtime;

    /// <param name="change">What differs from the demo organisation.</param>
    /// <param name="definition">Published instead of the shipped leave procedure.</param>
    public Hall(string localNow, Func<OrganisationImport, OrganisationImport>? change = null, WorkflowDefinition? definition = null)
    {
        _definition = definition ?? Leave;
        _clock = new(Local(localNow));
        Organisation = (change is null ? DemoFile : change(DemoFile)).ToOrganisation(1);
        _runtime = NewRuntime();
    }

    public Organisation Organisation { get; }
    public WorkingDayCalendar Calendar { get; } = new(1, Notices, []);
    public Profile Profile { get; private set; } = Profiles.Single(p => p.Key == "FangCounty");
    public Ledger Ledger { get; } = new();
    public List<JournalEntry> Journal { get; } = [];
    public IEnumerable<WorkflowInstance> Instances => _instances.Values.Select(WorkflowInstanceJson.Read);

    public static DateTimeOffset Local(string text) => new(DateTime.Parse(text, System.Globalization.CultureInfo.InvariantCulture), TimeSpan.FromHours(8));

    /// <summary>New cases start with this version; running ones keep theirs.</summary>
    public void Publish(Profile profile)
    {
        _older.Add(Profile);
        Profile = profile;
    }

    /// <summary>The process dies and another one takes over.</summary>
    public void Restart() => _runtime = NewRuntime();

    public StartWorkflow Submission(string userName, JsonObject form, Guid caseId)
    {
        var person = Organisation.FindByUserName(userName)!;
        var header = new CaseHeader(caseId, "leave", person.Id, person.Id, "leave", 1, Profile.Key, Profile.Version, _clock.Now);
        return new(
            new(caseId), "leave",
            ImmutableDictionary<string, JsonElement>.Empty.Add("form", JsonSerializer.SerializeToElement(form)),
            ImmutableDictionary<string, JsonElement>.Empty.Add(CaseHeader.Key, JsonSerializer.SerializeToElement(header)),
            [new CaseOpened(header, "QJ-{year}-{0:000000}", "", (JsonObject)form.DeepClone(), person.HomeUnitId, person.WindowId)]);
    }

    public Task<BurstOutcome> StartAsync(StartWorkflow start) => _runtime.StartAsync(start, CancellationToken.None);

    public Task<Preview> PreviewAsync(StartWorkflow start) => _runtime.PreviewAsync(start, CancellationToken.None);

    public Task<Preview> PreviewAsync(Guid caseId) => _runtime.PreviewAsync(new WorkflowInstanceId(caseId), CancellationToken.None);

    public Task<BurstOutcome> CancelAsync(Guid caseId) => _runtime.CancelAsync(
        new(new(caseId), [new CaseStatusChanged(caseId, CaseStatus.Withdrawn, null, null)]), CancellationToken.None);

    public Task<BurstOutcome> DecideAsync(InboxRow row, Decision decision) => _runtime.ResumeAsync(
        new(row.Request.InstanceId, row.BookmarkId, DecisionJson.Write(decision), []), CancellationToken.None);

    public Task<BurstOutcome> ActAsync(InboxRow row, TaskAction action) => _runtime.ResumeAsync(
        new(row.Request.InstanceId, row.BookmarkId, ActionJson.Write(action), []), CancellationToken.None);

    public Task<BurstOutcome> ReturnAsync(InboxRow row, string toNodeId, RepositionMode mode) => _runtime.RepositionAsync(
        new(row.Request.InstanceId, row.Request.ExecutionId, toNodeId, mode, []), CancellationToken.None);

    /// <summary>Moves the clock and fires what comes due, each timer at its own moment.</summary>
    public async Task AdvanceToAsync(string localMoment)
    {
        while (NextTimer(Local(localMoment)) is { } timer)
        {
            if (timer.DueAt > _clock.Now) _clock.Now = timer.DueAt!.Value;
            await FireAsync(timer);
        }

        _clock.Now = Local(localMoment);
    }

    /// <summary>The process was down until this moment: everything due meanwhile fires now.</summary>
    public async Task ComeBackAtAsync(string localMoment)
    {
        _clock.Now = Local(localMoment);
        Restart();
        while (NextTimer(_clock.Now) is { } timer) await FireAsync(timer);
    }

    public Task<WorkflowInstance?> FindAsync(WorkflowInstanceId id, CancellationToken ct) =>
        Task.FromResult(_instances.TryGetValue(id, out var text) ? WorkflowInstanceJson.Read(text) : null);

    public Task<CommitResult> CommitAsync(BurstCommit commit, CancellationToken ct)
    {
        foreach (var effect in commit.Effects) Ledger.Apply(effect);
        Journal.AddRange(commit.Journal);
        _instances[commit.Instance.Id] = WorkflowInstanceJson.Write(commit.Instance);
        return Task.FromResult<CommitResult>(new CommitResult.Committed());
    }

    public Task<WorkflowDefinition?> FindVersionAsync(string definitionVersionId, CancellationToken ct) => Task.FromResult<WorkflowDefinition?>(_definition);

    public Task<WorkflowDefinition?> FindPublishedAsync(string definitionId, CancellationToken ct) => Task.FromResult<WorkflowDefinition?>(_definition);

    public Task<WorkflowDefinition?> FindLatestAsync(string definitionId, CancellationToken ct) => Task.FromResult<WorkflowDefinition?>(_definition);

    public Task<WorkflowDefinition?> FindUsableAsync(string activityType, CancellationToken ct) => Task.FromResult<WorkflowDefinition?>(null);

    public Task<ImmutableArray<Fact>> ReadAsync(ImmutableArray<FactKey> keys, CancellationToken ct) =>
        Task.FromResult(keys.Select(key => key.Kind switch
        {
            "Organisation" => new Fact(key, null, Organisation),
            "Calendar" => new Fact(key, null, Calendar),
            "Profile" => new Fact(key, null, _older.Append(Profile).Single(p => FactKinds.Profile(p.Key, p.Version) == key)),
            "Form" => new Fact(key, null, LeaveForm),
            "LeaveRecord" => new Fact(key, Ledger.LeaveVersion, Ledger.RecordOf(key.Id)),
            _ => throw new InvalidOperationException($"Nobody provides {key}."),
        }).ToImmutableArray());

    private Bookmark? NextTimer(DateTimeOffset until) =>
        Instances.SelectMany(i => i.Bookmarks).Where(b => b.DueAt <= until).MinBy(b => (b.DueAt, b.Id.Value));

    private async Task FireAsync(Bookmark timer)
    {
        var instance = Instances.Single(i => i.Bookmarks.Any(b => b.Id == timer.Id));
        var resume = new ResumeWorkflow(instance.Id, timer.Id, default, []) { DueAt = timer.DueAt };
        (await _runtime.ResumeAsync(resume, CancellationToken.None)).ShouldBeOfType<BurstOutcome.Committed>();
    }

    private WorkflowRuntime NewRuntime() => new(this, this, this, new([.. StandardActivities.All, .. StaffFlowsActivities.All]), _clock);
}
