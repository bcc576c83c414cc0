using System.Collections.Immutable;
using System.Text.Json.Nodes;
using StaffFlows.Workflows.Forms;

namespace StaffFlows.Workflows.Documents;

/// <summary>登记备案表 (DG 6.3.3 b, 附录G), 岗前培训合格单 (DG 6.3.3 c) and 上岗通知 of one person on his way to the window.</summary>
public static class SelectionArrival
{
    private const string Form = "arrival";

    private static readonly ImmutableArray<Placeholder> Who =
    [
        .. PersonWords.Placeholders,
        Placeholder.Text("window", "窗口", "Window", "社保医保专区"),
        Placeholder.Text("post", "岗位", "Post", "医保窗口"),
        Placeholder.Text("filingNumber", "备案号", "Filing number", "备〔2026〕17号"),
    ];

    public static DocumentKind Registration { get; } = new(
        "registration",
        new("窗口人员登记备案表", "Registration form of window staff"),
        Form,
        [
            .. Who,
            Placeholder.Text("school", "毕业院校", "School", "某某大学"),
            Placeholder.Text("politicalStatus", "政治面貌", "Political status", "中共党员"),
            Placeholder.Text("certificate", "职业资格", "Vocational certificate", "行政办事员四级"),
            Placeholder.Text("speciality", "业务专长", "Speciality", "医疗保险待遇审核"),
            Placeholder.Text("phone", "联系电话", "Telephone", "0990-0000101"),
            Placeholder.Date("partyMovedOn", "党组织关系转入日期", "Party membership moved on", "2026年12月14日"),
            Placeholder.Date("leagueMovedOn", "团组织关系转入日期", "League membership moved on", "2026年12月14日"),
            Placeholder.Date("unionMovedOn", "工会关系转入日期", "Union membership moved on", "2026年12月14日"),
            Placeholder.Text("relationsNote", "关系转接说明", "Remark on the transfers", ""),
            .. PersonWords.Decision("verify", "核验", "The personnel officer", "信息属实"),
        ],
        ["person", "window", "post", "filingNumber", "education", "school", "politicalStatus", "certificate", "speciality", "phone"],
        source => source.Data.Text("education") is not null ? [One(source, Registered)] : []);

    public static DocumentKind Training { get; } = new(
        "training-pass",
        new("岗前培训合格单", "Pass of the pre-post training"),
        Form,
        [
            .. Who,
            Placeholder.Date("trainedFrom", "培训开始日期", "Training from", "2026年12月14日"),
            Placeholder.Date("trainedTo", "培训结束日期", "Training to", "2026年12月18日"),
            Placeholder.Text("theory", "理论知识成绩", "Theory", "86"),
            Placeholder.Text("practice", "业务能力成绩", "Practice", "90"),
            Placeholder.Text("conduct", "形象礼仪成绩", "Conduct", "92"),
            Placeholder.Text("attempt", "考核次数", "First attempt or retraining", "首次考核"),
            Placeholder.Text("trainingNote", "培训说明", "Remark", ""),
            .. PersonWords.Decision("trainer", "培训", "The training officer", "考核合格"),
        ],
        ["person", "window", "post", "trainedFrom", "trainedTo", "theoryScore", "practiceScore", "conductScore", "trainingNote"],
        source => source.Tasks.Any(t => t.StepId is "on-post") && source.Data.Text("trainedTo") is not null ? [One(source, Trained)] : []);

    public static DocumentKind OnPost { get; } = new(
        "on-post-notice",
        new("上岗通知", "Notice of arrival on post"),
        Form,
        [
            .. Who,
            Placeholder.Date("arrivedOn", "到岗日期", "On post since", "2026年12月21日"),
            Placeholder.Text("badge", "工牌号", "Badge", "A117"),
            Placeholder.Text("account", "系统账号", "Account", "zhangming"),
            Placeholder.Text("partner", "AB岗搭档", "AB partner", "李芳"),
            .. PersonWords.Decision("head", "窗口负责人", "The head of the window", "已到岗"),
        ],
        ["person", "window", "post", "filingNumber", "arrivedOn", "badge", "account", "partner"],
        source => source.DecisionOf("on-post") is { Outcome: "arrived" } && source.Data.Text("arrivedOn") is not null ? [One(source, Arrived)] : []);

    private static DocumentDraft One(DocumentSource source, Func<DocumentValues, JsonObject, DocumentSource, DocumentValues> finish)
    {
        var form = source.Data;
        var values = DocumentValues.Empty.WithPerson(form.Text("person"), source.Organisation)
            .With("window", PersonWords.WindowOf(form.Text("window"), source.Organisation))
            .With("post", form.Text("post"))
            .With("filingNumber", form.Text("filingNumber"));
        if (form.Text("position") is { } before) values = values.With("position", before);
        return new("", null, finish(values, form, source));
    }

    /// <summary>What the person has written counts, where the register says something else.</summary>
    private static DocumentValues Registered(DocumentValues values, JsonObject form, DocumentSource source) => values
        .With("education", form.Text("education"))
        .With("school", form.Text("school"))
        .With("politicalStatus", form.Text("politicalStatus"))
        .With("certificate", form.Text("certificate"))
        .With("speciality", form.Text("speciality"))
        .With("phone", form.Text("phone"))
        .With("partyMovedOn", form.Date("partyMovedOn"))
        .With("leagueMovedOn", form.Date("leagueMovedOn"))
        .With("unionMovedOn", form.Date("unionMovedOn"))
        .With("relationsNote", form.Text("relationsNote"))
        .WithDecision("verify", source.DecisionOf("verify"), source.Organisation);

    private static DocumentValues Trained(DocumentValues values, JsonObject form, DocumentSource source) => values
        .With("trainedFrom", form.Date("trainedFrom"))
        .With("trainedTo", form.Date("trainedTo"))
        .With("theory", form.Number("theoryScore"))
        .With("practice", form.Number("practiceScore"))
        .With("conduct", form.Number("conductScore"))
        .With("attempt", form.Text("firstTheoryScore") is not null ? "补训后考核" : "首次考核")
        .With("trainingNote", form.Text("trainingNote"))
        .WithDecision("trainer", source.DecisionOf("retraining") ?? source.DecisionOf("training"), source.Organisation);

    private static DocumentValues Arrived(DocumentValues values, JsonObject form, DocumentSource source) => values
        .With("arrivedOn", form.Date("arrivedOn"))
        .With("badge", form.Text("badge"))
        .With("account", form.Text("account"))
        .With("partner", PersonWords.NameOf(form.Text("partner"), source.Organisation))
        .WithDecision("head", source.DecisionOf("on-post"), source.Organisation);
}
