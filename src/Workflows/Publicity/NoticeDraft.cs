using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Personnel;

namespace StaffFlows.Workflows.Publicity;

/// <summary>拟稿: makes the notice from the form and the register, or says what keeps it from being made.</summary>
/// <param name="Department">The unit where it is posted beside the centre.</param>
public sealed record NoticeDraft(Notice Notice, Unit Department)
{
    public static Result<NoticeDraft> Write(JsonObject form, Organisation organisation)
    {
        var list = PersonList.Read(Text(form, PublicityFields.Persons) ?? "", PublicityFields.Persons, organisation);
        if (list.Rejection is { } refused) return refused;
        if (Exposed(form) is [_, ..] exposed) return new Rejection(RejectionKind.Invalid, "form-invalid") { Fields = exposed };

        var persons = list.Value;
        var notice = new Notice(
            Text(form, PublicityFields.Title)!,
            Text(form, PublicityFields.Basis)!,
            Text(form, PublicityFields.Purpose)!,
            [.. persons.Select(listed => Of(listed, organisation))],
            new(Text(form, PublicityFields.Office)!, Text(form, PublicityFields.Phone)!, Text(form, PublicityFields.Email), Text(form, PublicityFields.Address)),
            IssuerOf(organisation));
        return new NoticeDraft(notice, organisation.FindUnit(Text(form, PublicityFields.Department)) ?? organisation.HomeUnitOf(persons[0].Person));
    }

    private static NoticePerson Of(ListedPerson listed, Organisation organisation) => new(
        listed.Person.Id,
        NamesToldApart.NameOf(listed.Person, organisation),
        listed.Person.Gender,
        listed.Person.BirthDate?.ToString("yyyy-MM", CultureInfo.InvariantCulture),
        listed.Person.Education,
        organisation.HomeUnitOf(listed.Person).Name,
        listed.Post);

    /// <summary>The officially given telephone may be a mobile one; no other field may hold such a number.</summary>
    private static ImmutableArray<FieldRejection> Exposed(JsonObject form) =>
    [
        .. new[] { PublicityFields.Title, PublicityFields.Basis, PublicityFields.Purpose, PublicityFields.Persons, PublicityFields.Address }
            .Where(field => PrivateData.IsIn(Text(form, field))).Select(field => new FieldRejection(field, "notice-private-data")),
    ];

    private static string IssuerOf(Organisation organisation) =>
        organisation.Units.Values.Where(u => u.Type is "ServiceCenter").OrderBy(u => u.Id, StringComparer.Ordinal).FirstOrDefault()?.Name ?? "";

    private static string? Text(JsonObject form, string key) => form[key] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
