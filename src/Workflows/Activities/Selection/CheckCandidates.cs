using System.Collections.Immutable;
using System.Text.Json.Nodes;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Activities.Cases;
using StaffFlows.Workflows.Calendar;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Forms;
using StaffFlows.Workflows.Selection;

namespace StaffFlows.Workflows.Activities.Selection;

/// <summary>
/// 推荐审查 (SEL-01 to SEL-03, SEL-09, SEL-15, SEL-16, EC-34): holds the recommendation against every rule, reserves persons and places, and writes down verdict,
/// rule and proof, first what needs an exception. A rule that bars somebody refuses the whole burst, so that nothing is submitted. Whoever has
/// withdrawn from this selection does not come back with a recommendation that is completed.
/// </summary>
public sealed class CheckCandidates : IActivity
{
    public const string NeedsException = "needsException";

    private const string RecommendedOn = "recommendedOn";

    public string Type => "StaffFlows.CheckCandidates";

    public ActivityDescriptor Descriptor { get; } = new(
        "StaffFlows.CheckCandidates", "选派", new("推荐审查", "Check the recommendation"),
        new("逐人逐条核对规则，预占窗口名额，记录结论和依据", "Holds persons and posts against the rules, reserves places, keeps verdict and proof"), [],
        [new(NeedsException, typeof(bool), new("须例外审批", "Needs an exception"))], ["Done"]);

    public async ValueTask<ActivityResult> ExecuteAsync(ActivityExecutionContext context, CancellationToken ct)
    {
        var facts = await CaseFacts.ReadAsync(context, ct);
        var read = SelectionList.Read(context.ReadForm(), facts.Organisation);
        if (read.Rejection is { } refused) return context.Refuse(refused);

        var withdrawn = context.ReadWithdrawn();
        var list = read.Value! with { Nominees = [.. read.Value!.Nominees.Where(nominee => !withdrawn.Contains(nominee.Person.StaffNo))] };
        ImmutableArray<RuleCheck> checks = [.. CandidateChecks.Run(list, context.ReadForm(), await WorldAsync(context, facts, list, ct)).OrderByDescending(check => check.Verdict)];
        var barred = checks.Where(check => check.Verdict is CheckVerdict.Block).ToList();
        if (barred.Count > 0) return context.Refuse(new(RejectionKind.Invalid, "form-invalid") { Fields = [.. barred.Select(Refusal)] });

        await KeepAsync(context, facts, list, checks, ct);
        return new ActivityResult.Completed();
    }

    /// <summary>TC-8, EC-38: the age is that of the day of the first recommendation, however often it is completed.</summary>
    private static async ValueTask<CheckContext> WorldAsync(ActivityExecutionContext context, CaseFacts facts, SelectionList list, CancellationToken ct)
    {
        var day = DateOnly.TryParse(context.ReadText(RecommendedOn), System.Globalization.CultureInfo.InvariantCulture, out var first) ? first : OfficeHours.Default.LocalDateOf(context.Now);
        context.Write(RecommendedOn, $"{day:yyyy-MM-dd}");

        var windows = ImmutableDictionary.CreateBuilder<string, WindowReservations>();
        foreach (var id in list.Posts.Select(post => post.Window.Id).Distinct()) windows[id] = await context.FactAsync<WindowReservations>(FactKinds.WindowReservations(id), ct);
        var persons = ImmutableDictionary.CreateBuilder<string, CandidacyRecord>();
        foreach (var id in list.Nominees.Select(nominee => nominee.Person.Id).Distinct()) persons[id] = await context.FactAsync<CandidacyRecord>(FactKinds.Candidacies(id), ct);
        return new(facts.Case.CaseId, await SelectionCase.RulesAsync(context, facts, ct), facts.Organisation, facts.Organisation.HomeUnitOf(facts.Organisation.People[facts.Case.ApplicantId]), day, windows.ToImmutable(), persons.ToImmutable());
    }

    private static async ValueTask KeepAsync(ActivityExecutionContext context, CaseFacts facts, SelectionList list, ImmutableArray<RuleCheck> checks, CancellationToken ct)
    {
        var caseId = facts.Case.CaseId;
        var withdrawn = context.ReadResults().Where(row => SelectionCase.StateOf(row) is CandidacyState.Withdrawn).Select(row => row.DeepClone());
        context.Emit(new CandidatesRecommended(
            caseId,
            [.. list.Posts.Select(post => new ReservedPlaces(caseId, post.No, post.Window.Id, post.Title, post.Places, post.Replaces?.Id))],
            [.. list.Nominees.Select(n => new Candidacy(caseId, n.Person.Id, n.Post.No, n.Post.Window.Id, n.Post.Title, CandidacyState.Recommended))]));

        var (before, asked) = (FormRows.Of(context.ReadForm(), SelectionFields.Exceptions), checks.Where(check => check.Verdict is CheckVerdict.Warn).ToList());
        var exceptions = asked.Select(check => Exception(check, before)).ToList();
        await context.FillAsync(facts, new()
        {
            [SelectionFields.Checks] = new JsonArray([.. checks.Select(Row)]),
            [SelectionFields.Exceptions] = new JsonArray([.. exceptions]),
            [SelectionFields.Results] = new JsonArray([.. list.Nominees.Select(n => Result(n, facts)), .. withdrawn]),
        }, ct);
        context.Write(NeedsException, exceptions.Exists(row => row.Text(SelectionFields.Decision) is null));
        context.Record(facts, "entry.candidates-checked", $"{list.Nominees.Length}", $"{list.Posts.Sum(p => p.Places)}", $"{asked.Count}");
    }

    /// <summary>With what later steps need of him: ids, and who heads his window.</summary>
    private static JsonObject Result(Nominee nominee, CaseFacts facts) => new()
    {
        [SelectionFields.Person] = nominee.Person.StaffNo,
        [SelectionFields.Post] = nominee.Post.No,
        [SelectionFields.State] = SelectionCase.WordOf(CandidacyState.Recommended),
        ["personId"] = nominee.Person.Id,
        [SelectionFields.Position] = nominee.Person.Post,
        [SelectionFields.Window] = nominee.Post.Window.Id,
        [SelectionFields.PostTitle] = nominee.Post.Title,
        ["place"] = $"{nominee.Post.Window.Name} {nominee.Post.Title}",
        ["head"] = facts.Organisation.HeadOfWindow(nominee.Post.Window)?.StaffNo,
    };

    private static JsonObject Row(RuleCheck check) => new()
    {
        [SelectionFields.Person] = check.Person?.StaffNo,
        [SelectionFields.Rule] = check.Rule,
        [SelectionFields.Verdict] = System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName($"{check.Verdict}"),
        ["text"] = check.Text.Zh,
        ["proof"] = check.Proof.Zh,
        [FieldText.English] = new JsonObject { ["text"] = check.Text.En, ["proof"] = check.Proof.En },
    };

    /// <summary>A decision about the same rule, person and proof stays.</summary>
    private static JsonObject Exception(RuleCheck check, IReadOnlyList<JsonObject> before)
    {
        var row = Row(check);
        row.Remove(SelectionFields.Verdict);
        string[] asked = [SelectionFields.Person, SelectionFields.Rule, "text", "proof"];
        if (before.FirstOrDefault(old => asked.All(cell => old.Text(cell) == row.Text(cell))) is not { } same) return row;

        foreach (var cell in new[] { SelectionFields.Decision, SelectionFields.DecisionReason }) row[cell] = same[cell]?.DeepClone();
        return row;
    }

    /// <summary>{0} person, {1} rule id, {2} what the rule says and {3} what was found in Chinese, {4} and {5} the same in English.</summary>
    private static FieldRejection Refusal(RuleCheck check) => new(
        check.Field, check.Person is null ? "rule-not-met" : "rule-not-met-by", check.Person?.Name ?? "", check.Rule, check.Text.Zh, check.Proof.Zh, check.Text.En, check.Proof.En);
}
