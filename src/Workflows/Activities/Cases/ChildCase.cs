using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Forms;
using StaffFlows.Workflows.Personnel;

namespace StaffFlows.Workflows.Activities.Cases;

/// <summary>A case that another one is about to start. It goes by the rule book of the one that starts it (EC-35).</summary>
internal sealed record ChildCase(Procedure Kind, CaseHeader Header, JsonObject Data, Person Subject, string Title)
{
    public static readonly Input<string> Procedure = new("procedure", "");
    public static readonly Input<JsonElement> Form = new("form", default);
    public static readonly Input<string> ApplicantNo = new("applicant", "");
    public static readonly Input<string> SubjectNo = new("subject", "");
    public static readonly Input<bool> Waits = new("waitForCompletion", true);

    /// <summary>The case, or what is wrong with the definition that asks for it.</summary>
    public static async ValueTask<(ChildCase? Case, ActivityResult.Faulted? Problem)> ReadAsync(ActivityExecutionContext context, CaseFacts facts, CancellationToken ct)
    {
        var key = context.Get(Procedure);
        var graph = await ((ContainerContext)context).FindPublishedAsync(key, ct);
        if (graph is null || Workflows.Cases.Procedure.Read(key, graph.Definition.Id, graph.Definition.Version, graph.Definition.CustomProperties) is not { } kind)
            return Wrong("procedure-not-found", $"There is no published procedure '{key}'.");
        if (PersonOf(context.Get(ApplicantNo), facts.Applicant, facts) is not { } applicant) return Wrong("person-unknown", $"Nobody has the number '{context.Get(ApplicantNo)}'.");
        if (PersonOf(context.Get(SubjectNo), facts.Organisation.People[facts.Case.SubjectId], facts) is not { } subject)
            return Wrong("person-unknown", $"Nobody has the number '{context.Get(SubjectNo)}'.");

        var form = await context.FactAsync<Form>(FactKinds.LatestForm(kind.Settings.Form), ct);
        var input = FormCheck.Check(form, Forms.Form.Start, DataOf(context.Get(Form)), []);
        if (!input.Errors.IsEmpty) return Wrong("child-form-invalid", string.Join(", ", input.Errors.Select(e => $"{e.Field}: {e.Code}")));

        var header = new CaseHeader(
            context.NewId(), kind.Key, applicant.Id, subject.Id, form.Key, form.Version, facts.Case.ProfileKey, facts.Case.ProfileVersion, context.Now)
        {
            ProcedureName = kind.Name.Zh,
            TitlePattern = kind.Settings.TitlePattern,
            ParentCaseId = facts.Case.CaseId,
            IsConfidential = kind.Settings.IsConfidential,
        };
        return (new(kind, header, input.Data, subject, TitleOf(kind, header, form, input.Data, subject, facts)), null);
    }

    public ChildStart Start(ActivityExecutionContext context, WorkflowInstanceId id, BookmarkId? waiting)
    {
        var input = ImmutableDictionary<string, JsonElement>.Empty
            .Add("form", JsonSerializer.SerializeToElement(Data))
            .Add("ParentInstanceId", JsonSerializer.SerializeToElement(context.InstanceId.ToString()));
        return new(id, Kind.DefinitionId, input, Header.CaseId.ToString("N"), waiting)
        {
            Name = Title,
            Variables = ImmutableDictionary<string, JsonElement>.Empty.Add(CaseVariables.Title, JsonSerializer.SerializeToElement(Title)),
            Properties = ImmutableDictionary<string, JsonElement>.Empty.Add(CaseHeader.Key, JsonSerializer.SerializeToElement(Header)),
            Effects = [new CaseOpened(Header, Kind.Settings.NumberPattern, Title, Data, Subject.HomeUnitId, Subject.WindowId)],
        };
    }

    /// <summary>By the procedure's pattern; where it has none of its own, the case is about its subject.</summary>
    private static string TitleOf(Procedure kind, CaseHeader header, Form form, JsonObject data, Person subject, CaseFacts facts) => kind.Settings.TitlePattern is ProcedureSettings.UsualTitle
        ? $"{kind.Name.Zh} · {subject.Name}"
        : CaseWords.Title(header, form, data, facts.Organisation);

    /// <summary>By staff number, or by the id that steps keep of whoever decided them.</summary>
    private static Person? PersonOf(string number, Person otherwise, CaseFacts facts) =>
        number.Length == 0 ? otherwise : facts.Organisation.FindByStaffNo(number) ?? facts.Organisation.FindPerson(number);

    private static JsonObject DataOf(JsonElement form) => form.ValueKind is JsonValueKind.Object ? JsonObject.Create(form)! : [];

    private static (ChildCase?, ActivityResult.Faulted?) Wrong(string code, string message) => (null, new(code, message));
}
