using System.Collections.Immutable;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Forms;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.Personnel;

namespace StaffFlows.Host.StudioApi.Descriptors;

/// <summary>What the property panel offers of the office as it stands.</summary>
/// <param name="RulesInUse">The assignee rules of published definitions; without them the list would show a composed rule as empty.</param>
internal sealed record OfficeChoices(OfficeSnapshot Office, MessageTexts Messages, ImmutableArray<string> RulesInUse)
{
    /// <summary>Lines of a timeline, remarks on a form and what tasks say of themselves are no messages.</summary>
    private static readonly ImmutableArray<string> NoMessages = ["entry.", "warning.", "task."];

    private static readonly ImmutableArray<string> Scopes = ["home", "window", "unit"];

    public IEnumerable<InputChoice> Of(OfficeChoice kind) => kind switch
    {
        OfficeChoice.Persons => Persons(),
        OfficeChoice.Roles => Roles.Select(role => new InputChoice($"toRole:{role.Code}", new($"转{role.Name}", $"Ask {role.Code}"))),
        OfficeChoice.Messages => Messages.Keys.Where(key => !NoMessages.Any(prefix => key.StartsWith(prefix, StringComparison.Ordinal)))
            .Select(key => new InputChoice(key, Messages.Find(key)!.Text)),
        _ => [],
    };

    private IEnumerable<Role> Roles => Office.Organisation.Roles.Values.OrderBy(role => role.Code, StringComparer.Ordinal);

    private IEnumerable<InputChoice> Persons()
    {
        var words = new AssigneeWords(Office.Organisation, LatestForms);
        IEnumerable<string> rules =
        [
            "initiator", "head@unit", "head@unit+1", "head@window",
            .. Roles.SelectMany(role => IsScoped(role.Code) ? Scopes.Select(scope => $"role:{role.Code}@{scope}").Prepend($"role:{role.Code}") : [$"role:{role.Code}"]),
            .. LatestForms.SelectMany(form => form.Fields).Where(field => field.Type is FieldType.Person).Select(field => $"field:{field.Key}"),
            .. RulesInUse,
        ];
        return rules.Distinct(StringComparer.Ordinal).Select(rule => new InputChoice(rule, words.Of(rule)));
    }

    private IEnumerable<Form> LatestForms => Office.Forms.GroupBy(form => form.Key).Select(versions => versions.MaxBy(form => form.Version)!);

    /// <summary>A role that several units, or windows, have each for themselves.</summary>
    private bool IsScoped(string code) =>
        Office.Organisation.PeopleWithRole(code).Select(person => person.WindowId ?? person.HomeUnitId).Distinct(StringComparer.Ordinal).Skip(1).Any();
}
