using StaffFlows.Workflows.DataFiles;

namespace StaffFlows.Workflows.Personnel;

/// <summary>One person of an organisation file, as far as the row itself can be judged; references are checked later.</summary>
internal static class PersonRow
{
    public static Person Read(JsonRow row)
    {
        var person = new Person(
            row.Text("id", 50), row.Text("staffNo", 30), row.OptionalText("userName", 50), row.Text("name", 50), Gender(row),
            row.OptionalDate("birthDate"), row.OptionalText("politicalStatus"), row.OptionalText("education"),
            row.Choice<EmploymentType>("employmentType"), row.Text("homeUnitId"), row.OptionalText("laborAgencyId"),
            row.OptionalText("windowId"), row.OptionalText("post"), row.Texts("roles", 50),
            row.OptionalDate("onPostDate"), row.OptionalDate("firstWorkDate"), row.OptionalText("managerId"), row.OptionalText("abPartnerId"),
            row.OptionalDate("contractStart"), row.OptionalDate("contractEnd"), row.OptionalDate("probationEnd"),
            Mobile(row), Email(row), row.Choice<PersonStatus>("status"))
        {
            IdNumber = row.OptionalText("idNumber")?.ToUpperInvariant(),
        };

        CheckIdNumber(row, person);
        if (person.ContractEnd < person.ContractStart) row.Reject("contractEnd", "contract-ends-before-start");
        if (person.EmploymentType is EmploymentType.AgencyDispatched && person.LaborAgencyId is null) row.Reject("laborAgencyId", "agency-missing");
        return person;
    }

    private static void CheckIdNumber(JsonRow row, Person person)
    {
        if (person.IdNumber is not { } number) return;

        if (!IdNumber.IsValid(number)) row.Reject("idNumber", "id-number-invalid");
        else if (person.BirthDate is { } birth && IdNumber.BirthDateOf(number) != birth) row.Reject("idNumber", "id-number-birth-date");
        else if (person.Gender.Length > 0 && IdNumber.IsMale(number) != (person.Gender == "M")) row.Reject("idNumber", "id-number-gender");
    }

    private static string Gender(JsonRow row)
    {
        var gender = row.Text("gender", 1);
        if (gender is not ("M" or "F" or "")) row.Reject("gender", "choice-unknown", gender);
        return gender;
    }

    private static string? Mobile(JsonRow row)
    {
        var mobile = row.OptionalText("mobile", 20);
        if (mobile is not null && !(mobile.Length == 11 && mobile[0] == '1' && mobile.All(char.IsAsciiDigit))) row.Reject("mobile", "mobile-invalid", mobile);
        return mobile;
    }

    private static string? Email(JsonRow row)
    {
        var email = row.OptionalText("email", 254);
        if (email is not null && !IsEmail(email)) row.Reject("email", "email-invalid", email);
        return email;
    }

    private static bool IsEmail(string text) =>
        text.Split('@') is [{ Length: > 0 }, { Length: > 2 } domain] && domain.Contains('.') && !text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c));
}
