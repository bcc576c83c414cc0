using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using StaffFlows.Engine.Definitions;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Forms;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.Personnel;
using StaffFlows.Workflows.Profiles;

namespace StaffFlows.Workflows.Sandboxes;

/// <summary>
/// The application that a test run is about: whoever tests is the applicant, and where he says nothing the form is filled in as the
/// most ordinary applicant would, so that the run gets past its beginning. There is no such case.
/// </summary>
public static class TestApplication
{
    /// <summary>The workflow input that carries the form.</summary>
    public const string FormInput = "form";

    private const string Procedure = "StaffFlows:Procedure";

    /// <param name="input">Workflow inputs by name; members that are there are not touched.</param>
    public static NewTestRun Of(WorkflowDefinition definition, JsonObject input, Person applicant, Profile rules, OfficeSnapshot office, DateTimeOffset now)
    {
        var procedure = definition.CustomProperties[Procedure] as JsonObject;
        var form = procedure?["form"]?.ToString() is { } formKey ? office.FindForm(formKey) : null;
        if (form is not null && !input.ContainsKey(FormInput)) input[FormInput] = Fill(form, applicant, office, now);

        var header = new CaseHeader(
            Guid.CreateVersion7(), procedure?["key"]?.ToString() ?? definition.DefinitionId, applicant.Id, applicant.Id, form?.Key ?? "", form?.Version ?? 0, rules.Key, rules.Version, now);
        return new(
            new WorkflowInstanceId(Guid.CreateVersion7()), definition,
            input.ToImmutableDictionary(value => value.Key, value => JsonSerializer.SerializeToElement(value.Value)),
            ImmutableDictionary<string, JsonElement>.Empty.Add(CaseHeader.Key, JsonSerializer.SerializeToElement(header)),
            applicant.Id);
    }

    private static JsonObject Fill(Form form, Person applicant, OfficeSnapshot office, DateTimeOffset now)
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, Calendar.BusinessClock.Zone).DateTime);
        var day = $"{office.Calendar.AddWorkingDays(today, 5).Result:yyyy-MM-dd}";
        var data = new JsonObject();
        foreach (var field in form.Fields.Where(field => form.MayWrite(Form.Start, field)))
        {
            if (field.Type is FieldType.HalfDayRange) (data["from"], data["fromHalf"], data["to"], data["toHalf"]) = (day, "am", day, "pm");
            else if (field.Table is { IsFixed: false }) data[field.Key] = Row(form, field, day, applicant, office);
            else if (Value(field, day, applicant, office) is { } value) data[field.Key] = value;
        }

        return TableRows.WithGiven(form, data);
    }

    private static JsonArray Row(Form form, FormField table, string day, Person applicant, OfficeSnapshot office)
    {
        var row = new JsonObject { [FormTable.RowId] = "1" };
        foreach (var column in table.Columns.Where(column => !column.PerPerson && form.RightOf(Form.Start, table, column) >= FieldRight.Write))
            if (Value(column, day, applicant, office) is { } value) row[column.Key] = value;

        return [row];
    }

    private static JsonNode? Value(FormField field, string day, Person applicant, OfficeSnapshot office) => field.Type switch
    {
        FieldType.Text or FieldType.LongText => field.Label.Zh[..Math.Min(field.Label.Zh.Length, field.MaxLength ?? int.MaxValue)],
        FieldType.Number => Math.Clamp(1, field.Min ?? 1, field.Max ?? 1),
        FieldType.Checkbox => true,
        FieldType.Date => day,
        FieldType.Choice => field.Choices.FirstOrDefault()?.Key,
        FieldType.Person => (office.Organisation.PartnersOf(applicant).FirstOrDefault(p => p.IsActive) ?? office.Organisation.People.Values.FirstOrDefault(p => p.IsActive && p.Id != applicant.Id && p.WindowId == applicant.WindowId))?.StaffNo,
        FieldType.Unit => applicant.HomeUnitId,
        FieldType.Window => applicant.WindowId,
        _ => null,
    };
}
