using System.Text.Json.Nodes;
using StaffFlows.Workflows.Forms;

namespace StaffFlows.Workflows.Documents;

/// <summary>备案表 (FX 7.2.5): the persons as they were made public, and the headcount of their windows.</summary>
public static class SelectionFiling
{
    public static DocumentKind Filing { get; } = new(
        "filing",
        new("窗口人员备案表", "Filing of window staff"),
        "filing",
        [
            Placeholder.Rows(
                "persons",
                "备案人员",
                "The persons filed",
                [
                    Placeholder.Text("index", "序号", "Number", "1", "2", "3"),
                    .. PersonWords.Placeholders,
                    Placeholder.Text("window", "拟任窗口", "Window", "社保医保专区", "社保医保专区", "不动产登记专区"),
                    Placeholder.Text("post", "拟任岗位", "Post", "医保窗口", "社保窗口", "登记窗口"),
                    Placeholder.Text("publicity", "公示编号", "Number of the publicity", "GS-2026-000012", "GS-2026-000012", "GS-2026-000012"),
                ]),
            Placeholder.Rows(
                "headcount",
                "窗口人数",
                "Headcount per window",
                Placeholder.Text("window", "窗口", "Window", "社保医保专区", "不动产登记专区", "综合窗口"),
                Placeholder.Text("approved", "核定人数", "Approved", "6", "4", "8"),
                Placeholder.Text("present", "在岗人数", "On post", "4", "3", "8"),
                Placeholder.Text("filed", "本次备案", "Filed now", "2", "1", "0"),
                Placeholder.Text("after", "备案后人数", "Afterwards", "6", "4", "8")),
            Placeholder.Date("reportedOn", "报送日期", "Reported on", "2026年12月9日"),
            Placeholder.Text("remark", "说明", "Remark", "与公示名单一致。"),
            Placeholder.Text("filingNumber", "备案号", "Filing number", "备〔2026〕17号"),
            Placeholder.Date("filedOn", "备案日期", "Filed on", "2026年12月11日"),
            .. PersonWords.Decision("unit", "报送单位", "Who reports for the unit", "予以报送"),
            .. PersonWords.Decision("filer", "备案机关", "The filing officer", "同意备案"),
        ],
        ["persons", "headcount", "reportedOn", "remark"],
        source => FormRows.Of(source.Data, "persons") is { Count: > 0 } persons ? [new("", null, Of(source, persons))] : []);

    private static DocumentValues Of(DocumentSource source, IEnumerable<JsonObject> persons)
    {
        var (form, organisation) = (source.Data, source.Organisation);
        return DocumentValues.Empty
            .With("persons", persons.Select((row, index) => DocumentValues.Empty.WithPerson(row.Text("person"), organisation)
                .With("index", $"{index + 1}")
                .With("window", PersonWords.WindowOf(row.Text("window"), organisation))
                .With("post", row.Text("title"))
                .With("publicity", row.Text("publicity"))))
            .With("headcount", FormRows.Of(source.Data, "headcount").Select(row => DocumentValues.Empty
                .With("window", PersonWords.WindowOf(row.Text("window"), organisation))
                .With("approved", row.Number("approved"))
                .With("present", row.Number("onPost"))
                .With("filed", row.Number("filed"))
                .With("after", row.Number("after"))))
            .With("reportedOn", form.Date("reportedOn"))
            .With("remark", form.Text("remark"))
            .With("filingNumber", form.Text("filingNumber"))
            .With("filedOn", form.Date("filedOn"))
            .WithDecision("unit", source.DecisionOf("report"), organisation)
            .WithDecision("filer", source.DecisionOf("check"), organisation);
    }
}
