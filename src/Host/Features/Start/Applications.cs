using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Runtime;
using StaffFlows.Host.Features.Procedures;
using StaffFlows.Host.Operations;
using StaffFlows.Workflows;
using StaffFlows.Workflows.Calendar;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Forms;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.Personnel;
using StaffFlows.Workflows.Profiles;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.Features.Start;

/// <summary>A typed application as the procedure takes it.</summary>
/// <param name="Input">What was typed, cleaned, with what is wrong per field.</param>
internal sealed record Application(Procedure Procedure, Person Applicant, Form Form, CaseHeader Header, FormInput Input)
{
    /// <summary>Until a step of the procedure knows more.</summary>
    public required string Title { get; init; }

    public CaseOpened Opened => new(Header, Procedure.Settings.NumberPattern, Title, Input.Data, Applicant.HomeUnitId, Applicant.WindowId);

    public Profile? RulesOf(OfficeSnapshot office) => office.FindProfile(Header.ProfileKey, Header.ProfileVersion);

    /// <param name="effects">What the caller commits with the start.</param>
    public StartWorkflow Start(WorkflowInstanceId instance, params ImmutableArray<IEffect> effects) => new(
        instance,
        Procedure.DefinitionId,
        ImmutableDictionary<string, JsonElement>.Empty.Add("form", JsonSerializer.SerializeToElement(Input.Data)),
        ImmutableDictionary<string, JsonElement>.Empty.Add(CaseHeader.Key, JsonSerializer.SerializeToElement(Header)),
        effects)
    {
        Name = Title,
        Variables = ImmutableDictionary<string, JsonElement>.Empty
            .Add("form", JsonSerializer.SerializeToElement(Input.Data)).Add("title", JsonSerializer.SerializeToElement(Title)),
        CorrelationId = Header.CaseId.ToString("N"),
    };
}

/// <summary>Turns what a person typed into an application: the start, its preview and the draft read a form the same way.</summary>
internal sealed class Applications(ProcedureCatalogue procedures, OfficeSnapshots office, HostSettings settings, BusinessClock clock)
{
    public async Task<Result<Application>> ReadAsync(string procedureKey, Viewer by, Guid caseId, JsonObject typed, CancellationToken ct) =>
        Read(await procedures.FindAsync(procedureKey, ct), await office.ReadAsync(ct), by, caseId, typed);

    /// <param name="load">With the office and what is published as of now.</param>
    public async ValueTask<Result<Application>> ReadAsync(string procedureKey, Viewer by, Guid caseId, JsonObject typed, StartLoad load, CancellationToken ct) =>
        Read(await procedures.FindAsync(procedureKey, load.Published, ct), load.Office, by, caseId, typed);

    private Result<Application> Read(Procedure? startable, OfficeSnapshot snapshot, Viewer by, Guid caseId, JsonObject typed)
    {
        if (startable is not { } procedure || snapshot.Organisation.FindPerson(by.PersonId) is not { } applicant || !procedure.MayBeStartedBy(applicant))
            return new Rejection(RejectionKind.NotFound, "not-found");

        var rules = snapshot.HallProfile(settings);
        var form = snapshot.LatestForm(procedure.Settings.Form);
        var header = new CaseHeader(
            caseId, procedure.Key, applicant.Id, applicant.Id, form.Key, form.Version,
            rules.Key, rules.Version, clock.Now)
        {
            ProcedureName = procedure.Name.Zh,
            TitlePattern = procedure.Settings.TitlePattern,
            IsConfidential = procedure.Settings.IsConfidential,
        };
        var input = FormCheck.Check(form, Form.Start, typed, [], applicant.Id);
        return new Application(procedure, applicant, form, header, input) { Title = CaseWords.Title(header, form, input.Data, snapshot.Organisation) };
    }
}
