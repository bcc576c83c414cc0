using StaffFlows.Engine.Execution;

namespace StaffFlows.Host.StudioApi.Descriptors;

/// <summary>
/// What the Studio draws in the place of a type that is not in the list, e.g. of a definition made on another server. It looks for it
/// by this name and opens no chart without it; what is saved keeps its own type.
/// </summary>
internal static class UnknownActivity
{
    public static ActivityDescriptor Descriptor { get; } = new(
        "Elsa.NotFoundActivity",
        "System",
        new("未知环节", "Unknown activity"),
        new("本系统没有这种环节；流程可以保存，不能发布", "This system has no such activity; the procedure can be saved but not published"),
        [],
        [],
        ["Done"]) { IsBrowsable = false };
}
