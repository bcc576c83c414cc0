using System.Collections.Immutable;
using StaffFlows.Workflows.Personnel;

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
            .With("hasResume", new CaseRow(source.Data).HasFiles("resumes"))
            .With("hasEducation", new CaseRow(source.Data).HasFiles("educationCertificates"))
            .With("hasVocational", new CaseRow(source.Data).HasFiles("vocationalCertificates"))
            .With("hasOther", new CaseRow(source.Data).HasFiles("otherMaterials"))
            .WithDecision("unit", source.DecisionOf("sign"), source.Organisation)
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
        ["posts", "candidates", "checks", "reviews", "reviewResults"],
        source => Each(source, candidate => candidate.WithDecision("leader", source.DecisionOf("review-decision"), source.Organisation), Reviewed));

    private static ImmutableArray<Placeholder> Post =>
    [
        Placeholder.Text("window", "拟任窗口", "Window", "社保医保专区"),
        Placeholder.Text("post", "拟任岗位", "Post", "医保窗口"),
    ];

    /// <param name="complete">Adds what a person's own rows say; null where there is no such document for him yet.</param>
    private static IEnumerable<DocumentDraft> Each(
        DocumentSource source, Func<DocumentValues, DocumentValues> finish, Func<DocumentValues, DocumentSource, string, DocumentValues?>? complete = null) =>
        from candidate in CaseRow.Of(source.Data, "candidates")
        let person = candidate.Text("person")
        where person.Length > 0
        let values = DocumentValues.Empty.WithPerson(person, source.Organisation).WithPost(source, candidate.Text("post")).With("reason", candidate.Text("recommendation"))
        let completed = complete is null ? values : complete(values, source, person)
        where completed is not null
        select new DocumentDraft(person, PersonWords.NameOf(person, source.Organisation), finish(completed));

    private static DocumentValues WithPost(this DocumentValues values, DocumentSource source, string number)
    {
        var post = CaseRow.Of(source.Data, "posts").Where(p => p.Text("no") == number).Select(p => (CaseRow?)p).FirstOrDefault();
        return values.With("window", post is { } known ? PersonWords.WindowOf(known.Text("window"), source.Organisation) : "").With("post", post?.Text("title"));
    }

    private static DocumentValues? Reviewed(DocumentValues values, DocumentSource source, string person)
    {
        var mine = CaseRow.Of(source.Data, "reviewResults").Where(r => r.Text("person") == person && r.Has("verdict")).ToList();
        if (mine is not [.., var result]) return null;

        return values
            .With("checks", CaseRow.Of(source.Data, "checks").Where(c => c.Text("person") == person).Select(Check))
            .With("reviews", CaseRow.Of(source.Data, "reviews").Where(r => r.Text("person") == person).Select(r => Review(r, source.Organisation)))
            .With("result", Verdict(result.Text("verdict")))
            .With("opinion", result.Text("opinion"));
    }

    private static DocumentValues Check(CaseRow row) => DocumentValues.Empty
        .With("rule", row.Text("rule"))
        .With("text", row.Text("text"))
        .With("verdict", row.Text("verdict") switch { "pass" => "符合", "warn" => "需说明", "block" => "不符合", var other => other })
        .With("proof", row.Text("proof"))
        .With("exception", row.Text("decision") switch { "granted" => $"同意例外：{row.Text("decisionReason")}", "refused" => $"不同意：{row.Text("decisionReason")}", var other => other });

    private static DocumentValues Review(CaseRow row, Organisation organisation) => DocumentValues.Empty
        .With("item", row.Text("item"))
        .With("reviewer", PersonWords.NameOf(row.Text("reviewer"), organisation))
        .With("finding", Verdict(row.Text("verdict")))
        .With("remark", row.Text("remark"));

    private static string Verdict(string key) => key switch { "pass" => "合格", "fail" => "不合格", _ => key };
}
