using Microsoft.EntityFrameworkCore;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Persistence.Mappings;
using StaffFlows.Workflows.Persistence.Model;
using StaffFlows.Workflows.Persistence.Verification;
using StaffFlows.Workflows.Personnel;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Workflows.Persistence;

/// <summary>
/// The one model for all providers. For reading, create it with the <see cref="IDbContextFactory{TContext}"/>; for writing,
/// take the one that the <see cref="IWriteQueue"/> hands out.
/// </summary>
public abstract class StaffFlowsDbContext(DbContextOptions options) : DbContext(options)
{
    public DbSet<StoredDefinition> Definitions => Set<StoredDefinition>();
    public DbSet<KeptDraft> KeptDrafts => Set<KeptDraft>();
    public DbSet<ReleasedDefinition> ReleasedDefinitions => Set<ReleasedDefinition>();
    public DbSet<StoredInstance> Instances => Set<StoredInstance>();
    public DbSet<StoredBookmark> Bookmarks => Set<StoredBookmark>();
    public DbSet<StoredTimer> Timers => Set<StoredTimer>();
    public DbSet<StoredTrigger> Triggers => Set<StoredTrigger>();
    public DbSet<StoredCommand> Commands => Set<StoredCommand>();
    public DbSet<RequestedTask> RequestedTasks => Set<RequestedTask>();
    public DbSet<StoredJournal> Journal => Set<StoredJournal>();
    public DbSet<StoredTestRun> TestRuns => Set<StoredTestRun>();

    public DbSet<Case> Cases => Set<Case>();
    public DbSet<CaseParticipant> CaseParticipants => Set<CaseParticipant>();
    public DbSet<CaseCopy> CaseCopies => Set<CaseCopy>();
    public DbSet<CaseEntry> CaseEntries => Set<CaseEntry>();
    public DbSet<CaseCounter> CaseCounters => Set<CaseCounter>();
    public DbSet<UserTask> UserTasks => Set<UserTask>();
    public DbSet<TaskCandidate> TaskCandidates => Set<TaskCandidate>();
    public DbSet<StoredLeaveEntry> LeaveEntries => Set<StoredLeaveEntry>();
    public DbSet<StoredPublicity> Publicities => Set<StoredPublicity>();
    public DbSet<StoredPosting> Postings => Set<StoredPosting>();
    public DbSet<StoredObjection> Objections => Set<StoredObjection>();
    public DbSet<StoredPlaces> SelectionPlaces => Set<StoredPlaces>();
    public DbSet<StoredCandidacy> Candidacies => Set<StoredCandidacy>();
    public DbSet<Attachment> Attachments => Set<Attachment>();
    public DbSet<AttachmentChunk> AttachmentChunks => Set<AttachmentChunk>();

    public DbSet<DocumentTemplate> DocumentTemplates => Set<DocumentTemplate>();
    public DbSet<IssuedDocument> IssuedDocuments => Set<IssuedDocument>();

    public DbSet<Message> Messages => Set<Message>();
    public DbSet<OutboxMessage> Outbox => Set<OutboxMessage>();
    public DbSet<Delivery> Deliveries => Set<Delivery>();
    public DbSet<AnsweredRequest> AnsweredRequests => Set<AnsweredRequest>();
    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();
    public DbSet<AuditHead> AuditHeads => Set<AuditHead>();
    public DbSet<FactVersion> FactVersions => Set<FactVersion>();
    public DbSet<SnapshotVersion> SnapshotVersions => Set<SnapshotVersion>();

    public DbSet<Unit> Units => Set<Unit>();
    public DbSet<Window> Windows => Set<Window>();
    public DbSet<Role> Roles => Set<Role>();
    public DbSet<Person> People => Set<Person>();
    public DbSet<Substitution> Substitutions => Set<Substitution>();
    public DbSet<StationingViolation> StationingViolations => Set<StationingViolation>();
    public DbSet<Account> Accounts => Set<Account>();
    public DbSet<HolidayYear> HolidayYears => Set<HolidayYear>();
    public DbSet<HolidayDay> HolidayDays => Set<HolidayDay>();
    public DbSet<HallDay> HallDays => Set<HallDay>();
    public DbSet<StoredProfile> Profiles => Set<StoredProfile>();
    public DbSet<StoredForm> Forms => Set<StoredForm>();
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();
    public DbSet<StoredClock> Clock => Set<StoredClock>();

    /// <summary>The last of the provider's migrations.</summary>
    internal abstract Type Newest { get; }

    internal virtual IHeldRows Held => RowsHeldOnConflict.Statements;

    /// <summary>Holds a word until the commit. Who holds it alone is the only one; who shares it keeps others from holding it alone.</summary>
    internal abstract Task HoldAsync(string word, bool isShared, CancellationToken ct);

    /// <summary>Everything read afterwards is of one moment, however long it takes and whoever writes meanwhile; ends with the context.</summary>
    internal abstract Task BeginReadingAsync(CancellationToken ct);

    /// <summary>What the database says about its own pages; servers look after theirs themselves.</summary>
    internal virtual Task CheckPagesAsync(VerificationScope scope, CancellationToken ct) => Task.CompletedTask;

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.MapInstances();
        modelBuilder.MapDrafts();
        modelBuilder.MapSignals();
        modelBuilder.MapTestRuns();
        modelBuilder.MapCases();
        modelBuilder.MapUserTasks();
        modelBuilder.MapLeave();
        modelBuilder.MapPublicity();
        modelBuilder.MapSelection();
        modelBuilder.MapAttachments();
        modelBuilder.MapDocuments();
        modelBuilder.MapMessages();
        modelBuilder.MapAudit();
        modelBuilder.MapVersions();
        modelBuilder.MapOrganisation();
        modelBuilder.MapOffice();
        modelBuilder.NameInSnakeCase();
    }
}
