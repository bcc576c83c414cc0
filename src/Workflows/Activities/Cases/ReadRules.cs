using System.Collections.Immutable;
using System.Text.Json;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Profiles;

namespace StaffFlows.Workflows.Activities.Cases;

/// <summary>
/// 取规则: lays the values of the case's rule book out for expressions, by key: <c>variables.rules['Filing.Timing']</c>. They are those of the
/// version that the case was started with (EC-35).
/// </summary>
public sealed class ReadRules : IActivity
{
    private const string Rules = "rules";

    private static readonly Input<string> Prefixes = new("prefixes", "");

    public string Type => "StaffFlows.ReadRules";

    public ActivityDescriptor Descriptor { get; } = new(
        "StaffFlows.ReadRules", "人事流程", new("取规则", "Read the rules"),
        new("把事项所依规则册的值放入变量 rules，供表达式使用", "Puts the values of the case's rule book into the variable rules"),
        [new(Prefixes.Name, typeof(string), new("规则类别（逗号分隔，空为全部）", "Groups of rules (by commas; all where empty)"), Prefixes.Default)], [], ["Done"]);

    public async ValueTask<ActivityResult> ExecuteAsync(ActivityExecutionContext context, CancellationToken ct)
    {
        var facts = await CaseFacts.ReadAsync(context, ct);
        var profile = await context.FactAsync<Profile>(FactKinds.Profile(facts.Case.ProfileKey, facts.Case.ProfileVersion), ct);
        var groups = context.Get(Prefixes).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var values = profile.Values.Where(v => groups.Length == 0 || groups.Contains(v.Key.Split('.')[0])).ToImmutableSortedDictionary(v => v.Key, v => v.Value.Value);
        context.SetVariable(Rules, JsonSerializer.SerializeToElement(values));
        return new ActivityResult.Completed();
    }
}
