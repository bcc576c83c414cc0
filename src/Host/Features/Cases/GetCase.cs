using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Runtime;
using StaffFlows.Host.Features.Attachments;
using StaffFlows.Host.Features.Procedures;
using StaffFlows.Host.Features.Tasks;
using StaffFlows.Workflows;
using StaffFlows.Workflows.Calendar;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Forms;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.Persistence.Model;
using StaffFlows.Workflows.Persistence.Retention;
using StaffFlows.Workflows.Profiles;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.Features.Cases;

/// <summary>One case as one viewer sees it.</summary>
/// <param name="Tasks">All rows, open and closed, in the order they were made.</param>
/// <param name="Preview">The dry run from where it stands; null for drafts and what is over.</param>
internal sealed record CaseSight(
    Case Case,
    FormReading Form,
    ImmutableArray<TimelineLine> Timeline,
    ImmutableArray<UserTask> Tasks,
    ImmutableArray<Attachment> Attachments,
    Preview? Preview,
    OfficeSnapshot Office,
    StepWords Words,
    Procedure? Procedure)
{
    /// <summary>When its personal data was erased; null while it is whole.</summary>
    public DateTimeOffset? ErasedAt { get; init; }

    /// <summary>The procedure at the version that it was started with.</summary>
    public Procedure? Started { get; init; }

    /// <summary>One line by the procedure's pattern, of what this viewer may read; null where there is none.</summary>
    public string? Summary(Localisation.Wording say)
    {
        if (Started is not { Settings: { SummaryPattern.Length: > 0 } settings } || Form.IsErased) return null;

        var applicant = Office.Organisation.People[Case.ApplicantId];
        var line = TextPattern.Fill(settings.SummaryPattern, word => CaseWords.Find(word, settings.Name, applicant, Form.Form, Form.Values, Office.Organisation) is { } text ? say.Of(text) : null);
        return line.Length == 0 ? null : Localisation.Wording.WithMaskedPhones(line);
    }

    public CaseRelatives Relatives { get; init; } = new(null, []);

    /// <summary>Those in fields that the viewer may read.</summary>
    public IEnumerable<Attachment> VisibleAttachments
    {
        get
        {
            var ids = Form.Form.Fields.Where(f => f.Type is FieldType.Attachments && Form.MayRead(f)).SelectMany(f => AttachmentAdoption.IdsIn(Case.Data, f.Key)).ToHashSet();
            return Attachments.Where(a => ids.Contains(a.Id));
        }
    }

    public string ProcedureName(Localisation.Wording say) => Procedure is { } known ? say.Of(known.Name) : Case.Procedure;

    /// <summary>The rule book that it started with.</summary>
    public Profile? Rules => Office.FindProfile(Case.ProfileKey, Case.ProfileVersion);

    public string StepName(string stepId, string name) => Words.Of(Case.DefinitionVersionId, stepId, name);

    /// <summary>An open row that waits for this person; null where there is none.</summary>
    public UserTask? TaskOf(Viewer by) => Tasks.FirstOrDefault(t => t.ClosedAt is null && t.MayBeDecidedBy(by));

    /// <summary>Rows whose holders he may urge.</summary>
    public IEnumerable<UserTask> UrgedBy(Viewer by) => Case.ApplicantId == by.PersonId
        ? Tasks.Where(t => t is { ClosedAt: null, State: not UserTaskState.Waiting } && t.Rights.HasFlag(TaskRights.Urge) && t.AssigneeId != by.PersonId && !t.IsCandidate(by))
        : [];

    public bool CanBeWithdrawnBy(Viewer by) => Case.Status is CaseStatus.Running && Case.ApplicantId == by.PersonId && Procedure is not { Settings.IsWithdrawable: false };
}

/// <summary>Reads a case with its timeline: done from the rows, predicted from a dry burst.</summary>
internal sealed class GetCase(
    IDbContextFactory<StaffFlowsDbContext> databases, OfficeSnapshots office, IWorkflowRuntime runtime, JournalReader journals, StepNames steps, ProcedureCatalogue procedures,
    IWriteQueue writes, BusinessClock clock)
{
    public async Task<Result<CaseSight>> ExecuteAsync(Guid id, Viewer by, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        if (await db.Cases.AsNoTracking().VisibleTo(by).SingleOrDefaultAsync(c => c.Id == id, ct) is not { } found)
            return new Rejection(RejectionKind.NotFound, "not-found");

        var tasks = await db.UserTasks.AsNoTracking().Include(t => t.Candidates).Where(t => t.CaseId == id).OrderBy(t => t.CreatedAt).ThenBy(t => t.Id).ToListAsync(ct);
        var entries = await db.CaseEntries.AsNoTracking().Where(e => e.CaseId == id).OrderBy(e => e.At).ThenBy(e => e.Id).ToListAsync(ct);
        var files = await db.Attachments.AsNoTracking().Where(a => a.CaseId == id).OrderBy(a => a.CreatedAt).ToListAsync(ct);

        BlindOpinions.Hide(tasks, by);
        var copied = await ReadCopyAsync(db, id, by, ct);
        var erased = entries.Find(e => e.TextKey is CaseErasure.Mark);
        if (erased is not null) ErasedWords.Translate(found, tasks, entries);
        var snapshot = await office.ReadAsync(ct);
        var preview = found is { Status: CaseStatus.Running, InstanceId: { } instance }
            ? await runtime.PreviewAsync(new WorkflowInstanceId(instance), ct)
            : null;
        return new CaseSight(
            found,
            FormReading.Of(snapshot.FormAt(found.FormKey, found.FormVersion), found, tasks, by, copied) with { IsErased = erased is not null },
            found.Status is CaseStatus.Draft ? [] : CaseTimeline.Of(found, tasks, entries, await JournalAsync(found, ct), preview),
            [.. tasks],
            [.. files],
            preview,
            snapshot,
            await steps.ReadAsync([found.DefinitionVersionId], ct),
            await procedures.FindAsync(found.Procedure, ct))
        {
            ErasedAt = erased?.At,
            Started = found.DefinitionVersionId is { } version ? await procedures.FindVersionAsync(version, ct) : null,
            Relatives = await CaseRelatives.ReadAsync(db, found, by, ct),
        };
    }

    /// <summary>The step of whoever sent the viewer a copy; notes that he has seen it.</summary>
    private async Task<string?> ReadCopyAsync(StaffFlowsDbContext db, Guid id, Viewer by, CancellationToken ct)
    {
        var copy = await db.CaseCopies.AsNoTracking().SingleOrDefaultAsync(c => c.CaseId == id && c.PersonId == by.PersonId, ct);
        if (copy is { ReadAt: null })
        {
            await writes.WriteAsync<int>(async (own, token) => await own.CaseCopies.Where(c => c.CaseId == id && c.PersonId == by.PersonId && c.ReadAt == null)
                .ExecuteUpdateAsync(set => set.SetProperty(c => c.ReadAt, clock.Now), token), ct);
        }

        return copy?.StepId;
    }

    private async Task<ImmutableArray<JournalEntry>> JournalAsync(Case found, CancellationToken ct) =>
        found.InstanceId is { } instance ? await journals.ReadAsync(new WorkflowInstanceId(instance), ct) : [];
}
