using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Personnel;

namespace StaffFlows.Workflows.Selection;

/// <summary>人员身份 in words.</summary>
internal static class EmploymentWords
{
    public static LocalizedText Of(EmploymentType type) => type switch
    {
        EmploymentType.CivilServant => new("公务员", "civil servants"),
        EmploymentType.PublicInstitution => new("事业单位人员", "public institution staff"),
        EmploymentType.AuthorizedInStaff => new("法律法规授权的在编人员", "authorised staff on the establishment"),
        EmploymentType.ContractHired => new("合同制聘用人员", "contract staff"),
        EmploymentType.AgencyDispatched => new("劳务派遣人员", "agency staff"),
        EmploymentType.Temporary => new("临时聘用人员", "temporary staff"),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
