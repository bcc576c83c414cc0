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
        var rights = form.RightsBy(field => Shown(step => form.RightOf(step, field)), (table, column) => Shown(step => form.RightOf(step, table, column)));
        var values = form.Without(rights, @case.Data);
        PerPersonColumns.HideOthers(form, values, IsOpen(form, tasks), by.PersonId);
        return new(form, rights, values);

        FieldRight Shown(Func<string, FieldRight> right) => steps.Count == 0 || steps.Exists(step => right(step) is not FieldRight.Hidden) ? FieldRight.Read : FieldRight.Hidden;
    }

    /// <summary>For a step's own page: its rights, writing included.</summary>
    /// <param name="tasks">Of the case, all of them.</param>
    /// <param name="personId">Whose seat it is.</param>
    public static FormReading ForStep(Form form, string stepId, JsonObject data, IReadOnlyCollection<UserTask> tasks, string personId)
    {
        var values = form.VisibleTo(stepId, data);
        PerPersonColumns.HideOthers(form, values, IsOpen(form, tasks), personId);
        PerPersonColumns.ShowOwn(form, stepId, values, personId);
        return new(form, form.RightsAt(stepId), values);
    }

    /// <summary>For an application that is being filled in.</summary>
    public static FormReading ForStart(Form form, JsonObject typed) => new(form, form.RightsAt(Form.Start), TableRows.WithGiven(form, typed));

    public bool MayRead(FormField field) => Rights.GetValueOrDefault(field.Key, FieldRight.Hidden) is not FieldRight.Hidden;

    public bool MayWrite(FormField field) => Rights.GetValueOrDefault(field.Key, FieldRight.Hidden) is FieldRight.Write or FieldRight.Required;

    public bool MayWrite(FormField table, FormField column) => Rights.GetValueOrDefault(table.ColumnKey(column), FieldRight.Hidden) is FieldRight.Write or FieldRight.Required;

    private static Func<FormField, FormField, bool> IsOpen(Form form, IReadOnlyCollection<UserTask> tasks)
    {
        var steps = tasks.Where(task => task.ClosedAt is null).Select(task => task.StepId).ToHashSet();
        return (table, column) => steps.Any(step => form.RightOf(step, table, column) >= FieldRight.Write);
    }
}
