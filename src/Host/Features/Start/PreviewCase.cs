using System.Collections.Immutable;
using System.Text.Json.Nodes;
using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Runtime;
using StaffFlows.Host.Features.Cases;
using StaffFlows.Workflows;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Leave;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.Features.Start;

/// <summary>What a submission would come to.</summary>
/// <param name="Days">The length of a leave; null for other procedures and where the dates are not complete.</param>
/// <param name="Warnings">What the procedure would note, without refusing.</param>
/// <param name="Refused">Why it would be refused; then the steps end there.</param>
internal sealed record CasePreview(
    LeaveDays? Days, ImmutableArray<CaseEntryRecorded> Warnings, ImmutableArray<TimelineLine> Steps, Rejection? Refused, Application Application);

/// <summary>Runs a start dry: the same form check and the same procedure as the real one, committing nothing.</summary>
internal sealed class PreviewCase(Applications applications, IWorkflowRuntime runtime, OfficeSnapshots office)
{
    public async Task<Result<CasePreview>> ExecuteAsync(string procedureKey, JsonObject typed, Viewer by, CancellationToken ct)
    {
        var read = await applications.ReadAsync(procedureKey, by, Guid.CreateVersion7(), typed, ct);
        if (read.Rejection is { } unknown) return unknown;

        var application = read.Value!;
        var snapshot = await office.ReadAsync(ct);
        var days = application.Form.Key is "leave" && application.RulesOf(snapshot) is { } rules
            ? LeaveSpan.Count(application.Input.Data, rules, snapshot.Calendar)
            : null;
        // Somebody who is still filling in has not done anything wrong: what is missing is no reason to show no steps.
        var wrong = application.Input.Errors.Where(e => e.Code is not "value-missing" || days is null).ToImmutableArray();
        if (!wrong.IsEmpty)
            return new CasePreview(days, [], [], new(RejectionKind.Invalid, "form-invalid") { Fields = wrong }, application);

        var preview = await runtime.PreviewAsync(application.Start(new WorkflowInstanceId(Guid.CreateVersion7()), application.Opened), ct);
        return new CasePreview(
            days,
            [.. preview.Steps.SelectMany(s => s.Effects).OfType<CaseEntryRecorded>().Where(e => e.TextKey.StartsWith("warning.", StringComparison.Ordinal))],
            CaseTimeline.Predicted(preview, []),
            preview.Refused,
            application);
    }
}
