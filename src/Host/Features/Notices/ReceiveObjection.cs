using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Runtime;
using StaffFlows.Host.Features.Attachments;
using StaffFlows.Host.Features.Procedures;
using StaffFlows.Workflows;
using StaffFlows.Workflows.Calendar;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Forms;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.Personnel;
using StaffFlows.Workflows.Publicity;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.Features.Notices;

/// <summary>What was typed on the public page, or by the office for somebody who called.</summary>
/// <param name="Id">Drawn by the page, so that the same page sent twice is one objection.</param>
/// <param name="PersonId">Whom it concerns; empty for the list as a whole.</param>
/// <param name="Trap">A field that people don't see and programs fill in.</param>
internal sealed record TypedObjection(Guid Id, string PersonId, bool IsSigned, string Name, string Phone, string Facts, string Trap);

/// <param name="Code">Shown once; only its digest is kept.</param>
internal sealed record Receipt(string Number, string Code);

/// <summary>
/// Takes an objection: a case of its own, started, numbered and counted against the publicity in one commit, or nothing of it. Files are
/// stored before, under an id that nobody else has; should the start be refused the sweep takes them.
/// </summary>
internal sealed class ReceiveObjection(
    NoticeSources notices, ProcedureCatalogue procedures, OfficeSnapshots office, IWorkflowRuntime runtime, AttachmentStore store, ObjectionThrottle throttle, ObjectionTurns turns,
    BusinessClock clock)
{
    /// <summary>Files with one objection.</summary>
    public const int MaxFiles = 3;

    private static readonly string[] OfficeRoles = ["ComplaintOfficer", "AssessmentOfficer", "PublicityOfficer"];

    public static bool IsOffice(Viewer? by) => by is not null && OfficeRoles.Any(by.Has);

    /// <param name="by">Somebody of the office who takes it down; null for the public.</param>
    public async Task<Result<Receipt>> ExecuteAsync(Guid publicityId, TypedObjection typed, ImmutableArray<ReceivedFile> files, Viewer? by, string address, CancellationToken ct)
    {
        var isOffice = IsOffice(by);
        if (!isOffice && !throttle.TakesFrom(address)) return new Rejection(RejectionKind.Conflict, ObjectionThrottle.TooMany);
        if (typed.Trap.Length > 0) return new Rejection(RejectionKind.Invalid, "objection-not-taken");
        if (await notices.FindAsync(publicityId, ct) is not { } source || await procedures.FindAsync("objection", ct) is not { } procedure) return new Rejection(RejectionKind.NotFound, "not-found");
        if (await notices.IsCaseAsync(typed.Id, ct)) return new Rejection(RejectionKind.InvalidState, "objection-repeated");

        var snapshot = await office.ReadAsync(ct);
        var form = snapshot.LatestForm(procedure.Settings.Form);
        var input = FormCheck.Check(form, Form.Start, DataOf(typed, source, isOffice), []);
        if (Check(typed, source, input, files) is { } refused) return refused;

        var header = Header(typed.Id, source, form, procedure, isOffice ? by!.PersonId : ReceiverOf(source.Notice, snapshot.Organisation));
        var evidence = new JsonArray();
        foreach (var file in files)
        {
            var kept = await store.AddAsync(new(typed.Id, header.ApplicantId, file.Name, file.MediaType, file.Content), ct);
            if (kept.Rejection is { } full) return full;
            evidence.Add($"{kept.Value!.Id}");
        }

        if (evidence.Count > 0) input.Data[ObjectionFields.Evidence] = evidence;
        var code = isOffice ? null : ReceiptCode.Draw();
        var opened = new CaseOpened(header, procedure.Settings.NumberPattern, $"{procedure.Name.Zh}", input.Data, null, null);
        var received = new ObjectionReceived(
            typed.Id, publicityId, typed.PersonId.Length == 0 ? null : typed.PersonId, typed.IsSigned, isOffice ? ObjectionChannel.Office : ObjectionChannel.Page,
            code is null ? null : ReceiptCode.Digest(code));
        var start = new StartWorkflow(
            new(Guid.CreateVersion7()), procedure.DefinitionId,
            ImmutableDictionary<string, JsonElement>.Empty.Add("form", JsonSerializer.SerializeToElement(input.Data)),
            ImmutableDictionary<string, JsonElement>.Empty.Add(CaseHeader.Key, JsonSerializer.SerializeToElement(header)),
            [opened, received])
        {
            Name = opened.Title,
            CorrelationId = typed.Id.ToString("N"),
        };
        return await turns.TakeAsync(() => runtime.StartAsync(start, ct), ct) is BurstOutcome.Refused no ? no.Rejection : new Receipt(await notices.NumberOfAsync(typed.Id, ct), code ?? "");
    }

    private static Rejection? Check(TypedObjection typed, NoticeSource source, FormInput input, ImmutableArray<ReceivedFile> files)
    {
        var errors = input.Errors.ToBuilder();
        if (typed.PersonId.Length > 0 && source.Notice.Persons.All(p => p.PersonId != typed.PersonId)) errors.Add(new("person", "choice-unknown", ""));
        if (typed.IsSigned && typed.Name.Trim().Length == 0) errors.Add(new("name", "value-missing"));
        if (typed.IsSigned && typed.Phone.Trim().Length == 0) errors.Add(new("phone", "value-missing"));
        if (typed.IsSigned && typed.Facts.Trim().Length == 0) errors.Add(new("facts", "value-missing"));
        if (files.Length > MaxFiles) errors.Add(new("evidence", "attachments-too-many", $"{MaxFiles}"));
        return errors.Count == 0 ? null : new Rejection(RejectionKind.Invalid, "form-invalid") { Fields = errors.ToImmutable() };
    }

    private static JsonObject DataOf(TypedObjection typed, NoticeSource source, bool isOffice) => new()
    {
        [ObjectionFields.Publicity] = $"{source.Number} {source.Notice.Title}",
        [ObjectionFields.About] = source.Notice.Persons.FirstOrDefault(p => p.PersonId == typed.PersonId)?.Name ?? "全部名单",
        [ObjectionFields.Channel] = isOffice ? "office" : "page",
        [ObjectionFields.IsSigned] = typed.IsSigned ? "signed" : "anonymous",
        [ObjectionFields.Name] = typed.IsSigned ? typed.Name : null,
        [ObjectionFields.Phone] = typed.IsSigned ? typed.Phone : null,
        [ObjectionFields.Facts] = typed.Facts,
    };

    private CaseHeader Header(Guid id, NoticeSource source, Form form, Procedure procedure, string receiverId) =>
        new(id, procedure.Key, receiverId, receiverId, form.Key, form.Version, source.ProfileKey, source.ProfileVersion, clock.Now)
        {
            ParentCaseId = source.CaseId,
            IsConfidential = procedure.Settings.IsConfidential,
        };

    /// <summary>Who keeps the record of what the public hands in: an officer who takes complaints, does not decide them, and is not on the list.</summary>
    private static string ReceiverOf(Notice notice, Organisation organisation)
    {
        var listed = notice.Persons.Select(p => p.PersonId).ToHashSet();
        var officers = organisation.PeopleWithRole("ComplaintOfficer").Concat(organisation.PeopleWithRole("AssessmentOfficer")).Concat(organisation.PeopleWithRole("ProcessOwner"))
            .Where(p => p.IsActive && !listed.Contains(p.Id)).ToList();
        return (officers.Find(p => !p.Roles.Contains("AssessmentOfficer")) ?? officers[0]).Id;
    }
}
