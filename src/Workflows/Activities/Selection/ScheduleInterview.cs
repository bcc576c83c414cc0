using System.Collections.Immutable;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Activities.Publicity;
using StaffFlows.Workflows.Calendar;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Selection;

namespace StaffFlows.Workflows.Activities.Selection;

/// <summary>面试安排 (SEL-06): checks time and panel and tells the candidates and their unit. What can't be so refuses the decision that it came with.</summary>
public sealed class ScheduleInterview : IActivity
{
    /// <summary>Assignee rule of the panel, the chair first.</summary>
    public const string PanelRule = "panelRule";
    public const string Chair = "chairId";

    /// <summary>Panelists who have declared that they can't judge, by id. 回避</summary>
    public const string Recused = "recused";

    public string Type => "StaffFlows.ScheduleInterview";

    public ActivityDescriptor Descriptor { get; } = new(
        "StaffFlows.ScheduleInterview", "选派", new("面试安排", "Schedule the interview"),
        new("核对面试时间、考官人数和回避，通知人选和单位", "Checks time, size and independence of the panel, tells candidates and unit"), [],
        [new(PanelRule, typeof(string), new("考官", "Panel"))], ["Done"]);

    public async ValueTask<ActivityResult> ExecuteAsync(ActivityExecutionContext context, CancellationToken ct)
    {
        var facts = await CaseFacts.ReadAsync(context, ct);
        if (context.IsPreview)
        {
            context.Write(PanelRule, "role:InterviewPanelist");
            return new ActivityResult.Completed();
        }

        var (rules, candidates) = (await SelectionCase.RulesAsync(context, facts, ct), context.PersonsIn(facts, CandidacyState.Qualified));
        var moment = new InterviewMoment(OfficeHours.Default.LocalDateOf(context.Now), facts.Calendar, facts.Organisation);
        var read = InterviewPlan.Read(context.ReadForm(), candidates, context.ReadList(Recused), rules, moment);
        if (read.Rejection is { } refused) return context.Refuse(refused);

        var plan = read.Value!;
        context.Write(PanelRule, string.Join(" | ", plan.Panel.Select(p => $"user:{p.UserName}")));
        context.Write(Chair, plan.Panel[0].Id);
        var (at, names) = (OfficeHours.Default.MomentText(plan.At), string.Join('、', candidates.Select(p => p.Name)));
        context.Tell(facts, candidates.Select(p => p.Id).Append(facts.Case.ApplicantId), "selection.interview", [context.ReadText(CaseVariables.Title), at, plan.Place]);
        context.Record(facts, "entry.interview-scheduled", at, plan.Place, names);
        return new ActivityResult.Completed();
    }
}
