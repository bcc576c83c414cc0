using System.Collections.Immutable;
using System.Text.Json.Nodes;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Forms;
using StaffFlows.Workflows.Personnel;
using StaffFlows.Workflows.Publicity;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Workflows.Documents;

/// <summary>What the documents of a case are made of.</summary>
/// <param name="Tasks">Open and closed, in the order in which they were made.</param>
/// <param name="Notice">Null where the case is no publicity.</param>
public sealed record DocumentSource(Case Case, Form Form, Organisation Organisation, ImmutableArray<UserTask> Tasks, PublishedNotice? Notice)
{
    public JsonObject Data => Case.Data;

    /// <summary>政务服务中心: whose paper it is.</summary>
    public string Hall => Organisation.Units.Values.Where(u => u.Type is "ServiceCenter").OrderBy(u => u.Id, StringComparer.Ordinal).FirstOrDefault()?.Name ?? "";

    /// <summary>A choice in a column of a table, as the form says it; the key itself where the form knows no such choice.</summary>
    public string Say(string table, string column, string? key) =>
        Form.FindField(table)?.Columns.FirstOrDefault(c => c.Key == column)?.Choices.FirstOrDefault(choice => choice.Key == key)?.Label.Zh ?? key ?? "";

    /// <summary>The last decision of a step; null while there is none.</summary>
    public UserTask? DecisionOf(string stepId) => Tasks.LastOrDefault(t => t.StepId == stepId && t.DecidedById is not null);
}

/// <summary>A publicity as far as paper tells of it.</summary>
/// <param name="FirstDay">Null until the period runs.</param>
/// <param name="Result">Null before the end.</param>
public sealed record PublishedNotice(
    Notice Notice, string Digest, int WorkingDays, DateOnly? PostedOn, DateOnly? FirstDay, DateOnly? LastDay, bool IsProvisional, PublicityResult? Result);
