using StaffFlows.Engine.Execution;

namespace StaffFlows.Workflows.Personnel;

/// <summary>人员身份 in words: on pages, on papers and in what the checks say.</summary>
public static class EmploymentWords
{
    public static LocalizedText Of(EmploymentType type) => type switch
    {
        EmploymentType.CivilServant => new("公务员", "Civil servant"),
        EmploymentType.PublicInstitution => new("事业单位人员", "Public institution staff"),
        EmploymentType.AuthorizedInStaff => new("法律法规授权的在编人员", "Authorised staff on the establishment"),
        EmploymentType.ContractHired => new("合同制聘用人员", "Contract staff"),
        EmploymentType.AgencyDispatched => new("劳务派遣人员", "Agency staff"),
        EmploymentType.Temporary => new("临时聘用人员", "Temporary staff"),
        EmploymentType.VillageAgent => new("村（社区）网格员、两委成员（兼任）", "Village agent (grid worker or committee member, part-time)"),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
