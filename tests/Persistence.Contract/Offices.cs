using System.Collections.Immutable;
using System.Text.Json;
using StaffFlows.Workflows.Personnel;
using StaffFlows.Workflows.Profiles;

namespace StaffFlows.Persistence.Contract;

/// <summary>A small office.</summary>
internal static class Offices
{
    public static Person Person(string id, string? email = null, string? mobile = null, string unit = "U01") => new(
        id, $"S-{id}", $"u-{id}", "巫晓岚", "F", new DateOnly(1990, 1, 2), null, null, EmploymentType.CivilServant, unit, null, "W01", null,
        ["WindowStaff"], null, null, null, null, null, null, null, mobile, email, PersonStatus.OnPost);

    public static OrganisationImport Of(params ImmutableArray<Person> people) => new(
        [new("U01", "政务服务中心", "ServiceCenter", null, null, null, false), new("U02", "公安局", "StationedDepartment", null, null, null, true)],
        [new("W01", "综合窗口", "Window", "U01", 3, null)],
        [new("WindowStaff", "窗口工作人员")],
        people);

    public static Profile Profile(string key, int maxDays) => new(
        key, 1, "房县", null, null, ImmutableSortedDictionary<string, ProfileValue>.Empty.Add(
            "Leave.MaxDays", new(JsonSerializer.SerializeToElement(maxDays), "FX 9.2.2", null, true)));
}
