namespace StaffFlows.Workflows.Publicity;

/// <summary>张贴地点: where a notice hangs (FX 7.2.4). The hall's own page comes with the first of them.</summary>
public enum Venue
{
    /// <summary>派驻部门</summary>
    Department,

    /// <summary>政务服务中心</summary>
    ServiceCenter,
}
