using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Publicity;

namespace StaffFlows.Workflows.Activities.Publicity;

/// <summary>异议登记: titles the case and takes the term for looking into it from the rule book.</summary>
public sealed class RegisterObjection : IActivity
{
    private const string Days = "objectionDays";

    public string Type => "StaffFlows.RegisterObjection";

    public ActivityDescriptor Descriptor { get; } = new(
        "StaffFlows.RegisterObjection", "公示", new("异议登记", "Register the objection"),
        new("登记异议，按规则册确定核查期限", "Titles the case and takes the term from the rule book"), [], [], ["Done"]);

    public async ValueTask<ActivityResult> ExecuteAsync(ActivityExecutionContext context, CancellationToken ct)
    {
        var facts = await CaseFacts.ReadAsync(context, ct);
        var rules = await PublicityCase.RulesAsync(context, facts, ct);
        var about = context.ReadForm()[ObjectionFields.About]?.ToString() ?? "";
        context.Write(CaseVariables.Title, $"异议 · {about}");
        context.Emit(new CaseTitled(facts.Case.CaseId, $"异议 · {about}"));
        context.Write(Days, rules.ObjectionWorkingDays);
        return new ActivityResult.Completed();
    }
}
