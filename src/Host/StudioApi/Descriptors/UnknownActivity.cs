using StaffFlows.Engine.Execution;

namespace StaffFlows.Host.StudioApi.Descriptors;

/// <summary>
/// What the Studio draws, with a red mark, in the place of a type that is not in its list, e.g. of a definition made on another server.
/// A chart with such a type it would leave empty. What stands where is for <see cref="Definitions.StandIns"/> to say.
/// </summary>
internal static class UnknownActivity
{
    /// <summary>The name is the Studio's.</summary>
    public const string Type = "Elsa.NotFoundActivity";

    /// <summary>The ways out that the chart has connections for: what kind of activity it was says nobody.</summary>
    public const string Ways = "staffFlowsWays";

    /// <summary>What it is called where it comes from, for whoever looks at its properties.</summary>
    public const string Missing = "staffFlowsType";

    public static ActivityDescriptor Descriptor { get; } = new(
        Type,
        "System",
        new("未知环节", "Unknown activity"),
        new("本系统没有这种环节；流程可以保存，不能发布", "This system has no such activity; the procedure can be saved but not published"),
        [
            new(Missing, typeof(string), new("原来的类型", "Its type")) { Description = new("请换成本系统的环节，再连好前后的线", "Replace it by an activity of this system and connect that") },
            new(Ways, typeof(string[]), new("办理结果", "Outcomes")) { Description = new("图上有连线的结果", "Those that connections leave by") },
        ],
        [],
        ["Done"]) { IsBrowsable = false };
}
