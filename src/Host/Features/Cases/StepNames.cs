using System.Collections.Frozen;
using StaffFlows.Host.Localisation;

namespace StaffFlows.Host.Features.Cases;

/// <summary>
/// A step's name in the language of the request. Definitions name their steps in Chinese; those of the seeded procedures
/// have an English word here, any other keeps its name.
/// </summary>
internal sealed class StepNames
{
    private static readonly FrozenDictionary<string, string> English = new Dictionary<string, string>
    {
        [CaseTimeline.ApplicationStep] = "Application",
        ["顶岗确认"] = "Stand-in's consent",
        ["另选顶岗人"] = "Choice of another stand-in",
        ["窗口负责人指定顶岗人"] = "Stand-in named by the window head",
        ["单位指定顶岗人"] = "Stand-in named by the unit",
        ["窗口负责人审批"] = "Window head's approval",
        ["单位领导审批"] = "Unit leader's approval",
        ["中心主任审批"] = "Centre director's approval",
        ["中心主任审批（无人顶岗）"] = "Centre director's approval (no stand-in)",
        ["中心主任安排（法定假期）"] = "Centre director's arrangement (statutory leave)",
        ["中心知悉"] = "Centre's notice",
        ["修改申请"] = "Change of the application",
    }.ToFrozenDictionary();

#pragma warning disable CA1822 // injected like everything that depends on the request's language
    public string Of(string name) => Cultures.IsEnglish ? English.GetValueOrDefault(name, name) : name;
#pragma warning restore CA1822
}
