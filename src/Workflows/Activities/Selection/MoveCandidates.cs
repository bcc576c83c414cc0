using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Selection;

namespace StaffFlows.Workflows.Activities.Selection;

/// <summary>登记人选状态: persons have come further, or are out; the registers follow.</summary>
public sealed class MoveCandidates : IActivity
{
    private static readonly Input<JsonElement> Persons = new("persons", default);
    private static readonly Input<string> State = new("state", "");
    private static readonly Input<string> FilingNumber = new("filingNumber", "");
    private static readonly Input<string> FiledOn = new("filedOn", "");

    public string Type => "StaffFlows.MoveCandidates";

    public ActivityDescriptor Descriptor { get; } = new(
        "StaffFlows.MoveCandidates", "选派", new("登记人选状态", "Move candidates on"),
        new("把人选登记为审查合格、公示通过、已备案、已退出等，候选人名册随之更新", "Keeps how far persons have come in the form and in the register"),
        [
            new(Persons.Name, typeof(JsonElement), new("人选工号", "Persons by staff number"), JsonElement.Parse("[]")),
            new(State.Name, typeof(string), new("状态", "State"), State.Default),
            new(FilingNumber.Name, typeof(string), new("备案号", "Filing number"), FilingNumber.Default),
            new(FiledOn.Name, typeof(string), new("备案日期", "Filed on"), FiledOn.Default),
        ],
        [], ["Done"]);

    public async ValueTask<ActivityResult> ExecuteAsync(ActivityExecutionContext context, CancellationToken ct)
    {
        if (!Enum.TryParse<CandidacyState>(context.Get(State), ignoreCase: true, out var state))
            return new ActivityResult.Faulted("move-candidates-misconfigured", $"There is no state {context.Get(State)}.");

        var facts = await CaseFacts.ReadAsync(context, ct);
        var numbers = context.Get(Persons) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray().Select(n => n.ToString()).ToImmutableArray() : [];
        var persons = numbers.Distinct().Select(facts.Organisation.FindByStaffNo).OfType<Personnel.Person>().ToList();
        if (persons.Count == 0) return new ActivityResult.Completed();

        await context.MoveAsync(facts, [.. persons.Select(person => new CandidacyMoved(facts.Case.CaseId, person.Id, state)
        {
            FilingNumber = context.Get(FilingNumber) is { Length: > 0 } number ? number : null,
            FiledOn = DateOnly.TryParse(context.Get(FiledOn), CultureInfo.InvariantCulture, out var day) ? day : null,
        })], ct);
        var names = string.Join('、', persons.Select(p => p.Name));
        context.Record(facts, $"entry.candidates.{SelectionCase.WordOf(state)}", names);
        return new ActivityResult.Completed();
    }
}
