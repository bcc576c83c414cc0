using System.Collections.Immutable;
using System.Text.Json.Nodes;
using StaffFlows.Workflows.Forms;
using StaffFlows.Workflows.Personnel;

namespace StaffFlows.Workflows.Documents;

/// <summary>面试评分表, one for each panelist, and 面试成绩汇总表 (FX 7.2.3). There is neither before all scores are in.</summary>
public static class SelectionInterview
{
    private static readonly ImmutableArray<Placeholder> Interview =
    [
        Placeholder.Text("subject", "选派事由", "What the selection is for", "社保医保专区窗口人员选派"),
        Placeholder.Date("on", "面试日期", "Day of the interview", "2026年12月3日"),
        Placeholder.Text("time", "面试时间", "Its time", "09:00"),
        Placeholder.Text("place", "面试地点", "Its place", "政务服务中心四楼会议室"),
    ];

    public static DocumentKind ScoreSheet { get; } = new(
        "score-sheet",
        new("面试评分表", "Score sheet of an interview"),
        SelectionReview.Form,
        [
            .. Interview,
            Placeholder.Text("panelist", "考官姓名", "The panelist", "赵静"),
            Placeholder.Text("role", "考官职责", "Chair or member", "主考官"),
            Placeholder.Rows(
                "scores",
                "评分",
                "A row for each candidate",
                Placeholder.Text("index", "序号", "Number", "1", "2", "3"),
                Placeholder.Text("name", "姓名", "Candidate", "张明", "李芳", "王建国"),
                Placeholder.Text("post", "应聘岗位", "Post", "医保窗口", "社保窗口", "医保窗口"),
                Placeholder.Text("knowledge", "政务服务知识", "Knowledge", "88", "92", "75"),
                Placeholder.Text("communication", "沟通能力", "Communication", "90", "85", "80"),
                Placeholder.Text("response", "应变能力", "Response", "86", "88", "78"),
                Placeholder.Text("total", "总分", "Weighted total", "88", "88.6", "77.4")),
        ],
        ["candidates", "posts", "panel", "scores"],
        source => FormRows.Of(source.Data, "scores").Where(score => score.Text("panelist") is not null).GroupBy(score => score.Text("panelist")!)
            .Select(sheet => new DocumentDraft(sheet.Key, PersonWords.NameOf(sheet.Key, source.Organisation), Sheet(source, sheet.Key, sheet))));

    public static DocumentKind Summary { get; } = new(
        "score-summary",
        new("面试成绩汇总表", "Summary of interview scores"),
        SelectionReview.Form,
        [
            .. Interview,
            Placeholder.Text("panel", "考官名单", "The panel", "赵静（主考官）、钱立、孙敏"),
            Placeholder.Rows(
                "ranking",
                "成绩汇总",
                "A row for each candidate, by rank",
                Placeholder.Text("rank", "名次", "Rank", "1", "2", "3"),
                Placeholder.Text("name", "姓名", "Candidate", "李芳", "张明", "王建国"),
                Placeholder.Text("unit", "现单位", "Home unit", "市医疗保障局", "市人力资源和社会保障局", "市自然资源局"),
                Placeholder.Text("post", "应聘岗位", "Post", "社保窗口", "医保窗口", "医保窗口"),
                Placeholder.Text("each", "各考官评分", "The total of each panelist", "88.6、90、87", "88、86.5、89", "77.4、80、76"),
                Placeholder.Text("score", "最终成绩", "Final score", "88.53", "87.83", "77.8"),
                Placeholder.Text("result", "结果", "Proposed, reserve, failed, absent", "拟任", "拟任", "候补"),
                Placeholder.Text("note", "备注", "Remark", "", "", "候补有效期六个月")),
            .. PersonWords.Decision("director", "主任", "The centre's director on the list", "同意"),
        ],
        ["candidates", "posts", "panel", "scores", "ranking"],
        source => FormRows.Of(source.Data, "ranking") is { Count: > 0 } ranking ? [new("", null, Ranked(source, ranking))] : []);

    private static DocumentValues Sheet(DocumentSource source, string panelist, IEnumerable<JsonObject> scores) => Held(source)
        .With("panelist", PersonWords.NameOf(panelist, source.Organisation))
        .With("role", source.Say("panel", "role", FormRows.Of(source.Data, "panel").FirstOrDefault(p => p.Text("person") == panelist)?.Text("role") ?? "member"))
        .With("scores", scores.Select((score, index) => DocumentValues.Empty
            .With("index", $"{index + 1}")
            .With("name", PersonWords.NameOf(score.Text("person"), source.Organisation))
            .With("post", PostOf(source, CandidatePost(source, score.Text("person"))))
            .With("knowledge", score.Number("knowledge"))
            .With("communication", score.Number("communication"))
            .With("response", score.Number("response"))
            .With("total", score.Number("total"))));

    private static DocumentValues Ranked(DocumentSource source, IEnumerable<JsonObject> ranking) => Held(source)
        .With("panel", string.Join('、', FormRows.Of(source.Data, "panel").Select(p => $"{PersonWords.NameOf(p.Text("person"), source.Organisation)}{(p.Text("role") is "chair" ? "（主考官）" : "")}")))
        .With("ranking", ranking.Select(line => Line(source, line)))
        .WithDecision("director", source.DecisionOf("shortlist-approval"), source.Organisation);

    private static DocumentValues Line(DocumentSource source, JsonObject line)
    {
        var person = line.Text("person");
        return DocumentValues.Empty
            .With("rank", line.Number("rank"))
            .With("name", PersonWords.NameOf(person, source.Organisation))
            .With("unit", source.Organisation.FindByStaffNo(person) is { } known ? source.Organisation.HomeUnitOf(known).Name : "")
            .With("post", PostOf(source, line.Text("post")))
            .With("each", string.Join('、', FormRows.Of(source.Data, "scores").Where(s => s.Text("person") == person).Select(s => $"{s.Number("total"):0.##}")))
            .With("score", line.Number("score"))
            .With("result", source.Say("ranking", "result", line.Text("result")))
            .With("note", line.Text("note"));
    }

    private static DocumentValues Held(DocumentSource source)
    {
        var form = source.Data;
        return DocumentValues.Empty.With("subject", form.Text("subject")).With("on", form.Date("interviewOn")).With("time", form.Text("interviewTime")).With("place", form.Text("interviewPlace"));
    }

    private static string CandidatePost(DocumentSource source, string? person) => FormRows.Of(source.Data, "candidates").Where(c => c.Text("person") == person).Select(c => c.Text("post")).FirstOrDefault() ?? "";

    private static string PostOf(DocumentSource source, string? number) => FormRows.Of(source.Data, "posts").Where(p => p.Text("no") == number).Select(p => p.Text("title")).FirstOrDefault() ?? number ?? "";
}
