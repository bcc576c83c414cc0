using System.Collections.Immutable;
using System.Text.Json.Nodes;
using StaffFlows.Workflows.Forms;

namespace StaffFlows.Workflows.Documents;

/// <summary>推荐表 and 资格审查表 of a selection (FX 7.2.1, 7.2.2), one for each candidate.</summary>
public static class SelectionReview
{
    internal const string Form = "selection";

    public static DocumentKind Recommendation { get; } = new(
        "recommendation",
        new("窗口服务人员推荐表", "Recommendation form"),
        Form,
        [
            .. PersonWords.Placeholders,
            .. Post,
            Placeholder.Text("reason", "推荐理由", "Why the unit recommends", "业务熟练，服务热情，近三年年度考核均为优秀。"),
            Placeholder.Check("hasResume", "个人简历", "Résumé enclosed", "☑"),
            Placeholder.Check("hasEducation", "学历证书", "Certificate of education enclosed", "☑"),
            Placeholder.Check("hasVocational", "职业资格证书", "Vocational certificate enclosed", "☐"),
            Placeholder.Check("hasOther", "其他材料", "Other papers enclosed", "☐"),
            .. PersonWords.Decision("unit", "单位", "The unit's leader", "同意推荐"),
            .. PersonWords.Decision("accept", "受理", "The centre on acceptance", "材料齐全，予以受理"),
        ],
        ["posts", "candidates", "resumes", "educationCertificates", "vocationalCertificates", "otherMaterials"],
        source => Each(source, candidate => candidate
            .With("hasResume", source.Data.HasFiles("resumes"))
            .With("hasEducation", source.Data.HasFiles("educationCertificates"))
            .With("hasVocational", source.Data.HasFiles("vocationalCertificates"))
            .With("hasOther", source.Data.HasFiles("otherMaterials"))
            .WithUnit(source)
            .WithDecision("accept", source.DecisionOf("accept"), source.Organisation)));

    public static DocumentKind Qualification { get; } = new(
        "qualification-review",
        new("资格审查表", "Qualification review"),
        Form,
        [
            .. PersonWords.Placeholders,
            .. Post,
            Placeholder.Text("reason", "推荐理由", "Why the unit recommends", "业务熟练，服务热情，近三年年度考核均为优秀。"),
            Placeholder.Rows(
                "checks",
                "自动审查",
                "Rules that the system has checked",
                Placeholder.Text("rule", "规则", "Id of the rule", "规则 2", "规则 3", "规则 9"),
                Placeholder.Text("text", "规则内容", "Text of the rule", "不得推荐临时聘用人员", "年龄原则上在 45 周岁以下", "窗口人员不超过核定数"),
                Placeholder.Text("verdict", "审查结果", "Verdict", "符合", "需说明", "符合"),
                Placeholder.Text("proof", "依据", "Proof", "公务员", "1979年2月出生", "核定 6 人，在岗 4 人"),
                Placeholder.Text("exception", "例外决定", "Exception, with its reason", "", "同意例外：业务骨干", "")),
            Placeholder.Rows(
                "reviews",
                "联合审查",
                "What each reviewer found",
                Placeholder.Text("item", "审查项目", "Item", "政治素质", "业务能力", "身体状况"),
                Placeholder.Text("reviewer", "审查人", "Reviewer", "赵静", "钱立", "孙敏"),
                Placeholder.Text("finding", "审查意见", "Verdict", "合格", "合格", "合格"),
                Placeholder.Text("remark", "备注", "Remark", "", "熟悉医保业务", "")),
            Placeholder.Text("result", "审查结论", "Result", "合格"),
            Placeholder.Text("opinion", "综合意见", "Consolidated opinion", "政治素质、业务能力、身体状况均符合要求。"),
            .. PersonWords.Decision("leader", "分管领导", "The centre's deputy director, where reviewers disagree", "同意"),
        ],
        ["posts", "candidates", "checks", "exceptions", "reviews", "reviewResults"],
        source => Each(source, candidate => candidate, Reviewed));

    private static ImmutableArray<Placeholder> Post =>
    [
        Placeholder.Text("window", "拟任窗口", "Window", "社保医保专区"),
        Placeholder.Text("post", "拟任岗位", "Post", "医保窗口"),
    ];

    /// <param name="complete">Adds what a person's own rows say; null where there is no such document for him yet.</param>
    private static IEnumerable<DocumentDraft> Each(
        DocumentSource source, Func<DocumentValues, DocumentValues> finish, Func<DocumentValues, DocumentSource, string, DocumentValues?>? complete = null) =>
        from candidate in FormRows.Of(source.Data, "candidates")
        let person = candidate.Text("person")
        where person is not null
        let values = DocumentValues.Empty.WithPerson(person, source.Organisation).WithPosition(source, person).WithPost(source, candidate.Text("post")).With("reason", candidate.Text("recommendation"))
        let completed = complete is null ? values : complete(values, source, person)
        where completed is not null
        select new DocumentDraft(person, PersonWords.NameOf(person, source.Organisation), finish(completed));

    /// <summary>As it was when the person was recommended; the register has the window's post afterwards.</summary>
    private static DocumentValues WithPosition(this DocumentValues values, DocumentSource source, string person) =>
        FormRows.Of(source.Data, "results").FirstOrDefault(r => r.Text("person") == person)?.Text("position") is { } position ? values.With("position", position) : values;

    private static DocumentValues WithPost(this DocumentValues values, DocumentSource source, string? number)
    {
        var post = FormRows.Of(source.Data, "posts").FirstOrDefault(p => p.Text("no") == number);
        return values.With("window", PersonWords.WindowOf(post?.Text("window"), source.Organisation)).With("post", post?.Text("title"));
    }

    private static DocumentValues? Reviewed(DocumentValues values, DocumentSource source, string person)
    {
        var mine = FormRows.Of(source.Data, "reviewResults").Where(r => r.Text("person") == person && r.Text("verdict") is not null).ToList();
        if (mine is not [.., var result]) return null;

        return values
            .With("checks", FormRows.Of(source.Data, "checks").Where(c => c.Text("person") == person).Select(c => Check(c, source)))
            .With("reviews", FormRows.Of(source.Data, "reviews").Where(r => r.Text("person") == person).Select(r => Review(r, source)))
            .With("result", source.Say("reviewResults", "verdict", result.Text("verdict")))
            .With("opinion", result.Text("opinion"))
            .WithDecision("leader", result.Number("fails") > 0 ? source.DecisionOf("review-decision") : null, source.Organisation);
    }

    /// <summary>A leader who recommends himself signs with that.</summary>
    private static DocumentValues WithUnit(this DocumentValues values, DocumentSource source) =>
        source.Tasks.Any(t => t.StepId == "sign") || source.Tasks.All(t => t.StepId != "accept")
            ? values.WithDecision("unit", source.DecisionOf("sign"), source.Organisation)
            : values.WithSignature("unit", "负责人本人推荐", source.Organisation.FindPerson(source.Case.ApplicantId)?.Name, source.Case.SubmittedAt);

    private static DocumentValues Check(JsonObject row, DocumentSource source) => DocumentValues.Empty
        .With("rule", row.Text("rule"))
        .With("text", row.Text("text"))
        .With("verdict", source.Say("checks", "verdict", row.Text("verdict")))
        .With("proof", row.Text("proof"))
        .With("exception", Decided(source, row.Text("person"), row.Text("rule")));

    private static string Decided(DocumentSource source, string? person, string? rule) =>
        FormRows.Of(source.Data, "exceptions").FirstOrDefault(e => e.Text("person") == person && e.Text("rule") == rule) is { } asked && asked.Text("decision") is { } decision
            ? $"{source.Say("exceptions", "decision", decision)}：{asked.Text("decisionReason")}" : "";

    private static DocumentValues Review(JsonObject row, DocumentSource source) => DocumentValues.Empty
        .With("item", source.Say("reviews", "item", row.Text("item")))
        .With("reviewer", PersonWords.NameOf(row.Text("reviewer"), source.Organisation))
        .With("finding", source.Say("reviews", "verdict", row.Text("verdict")))
        .With("remark", row.Text("remark"));
}
