using System.Collections.Immutable;
using System.Text.Json.Nodes;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Forms;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.Features.Cases;

/// <summary>
/// What a viewer may read of a case's form: the applicant all that he wrote and what his steps show, a handler what his steps show, whoever got
/// a copy what the step of its sender shows, others who see
/// the case by their role everything.
/// </summary>
internal sealed record FormReading(Form Form, ImmutableDictionary<string, FieldRight> Rights, JsonObject Values)
{
    /// <summary>The case had its time: what was in the form is gone.</summary>
    public bool IsErased { get; init; }

    /// <param name="copied">The step of whoever sent him a copy.</param>
    public static FormReading Of(Form form, Case @case, IReadOnlyCollection<UserTask> tasks, Viewer by, string? copied = null)
    {
        var mine = tasks.Where(t => t.AssigneeId == by.PersonId || t.DecidedById == by.PersonId || t.Reasons.Any(r => r.PersonId == by.PersonId)).Select(t => t.StepId).Concat(copied is null ? [] : [copied]).Distinct().ToList();
        var steps = @case.ApplicantId == by.PersonId ? [Form.Start, .. mine] : by.SeesAllCases || mine.Count == 0 ? [] : mine;
        var rights = form.Fields.ToImmutableDictionary(f => f.Key, f => steps.Count == 0 || steps.Exists(s => form.RightOf(s, f) is not FieldRight.Hidden) ? FieldRight.Read : FieldRight.Hidden);

        return new(form, rights, Without(form, rights, @case.Data));
    }

    /// <summary>For a step's own page: its rights, writing included.</summary>
    public static FormReading ForStep(Form form, string stepId, JsonObject data) =>
        new(form, form.Fields.ToImmutableDictionary(f => f.Key, f => form.RightOf(stepId, f)), form.VisibleTo(stepId, data));

    public bool MayRead(FormField field) => Rights.GetValueOrDefault(field.Key, FieldRight.Hidden) is not FieldRight.Hidden;

    public bool MayWrite(FormField field) => Rights.GetValueOrDefault(field.Key, FieldRight.Hidden) is FieldRight.Write or FieldRight.Required;

    private static JsonObject Without(Form form, ImmutableDictionary<string, FieldRight> rights, JsonObject data)
    {
        var visible = (JsonObject)data.DeepClone();
        foreach (var key in form.Fields.Where(f => rights[f.Key] is FieldRight.Hidden).SelectMany(f => f.DataKeys)) visible.Remove(key);
        return visible;
    }
}
