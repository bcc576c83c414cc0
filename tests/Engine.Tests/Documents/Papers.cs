using StaffFlows.Workflows.Documents;

namespace StaffFlows.Engine.Tests.Documents;

/// <summary>A kind of document that has one placeholder of each type.</summary>
internal static class Papers
{
    public static DocumentKind Kind { get; } = new(
        "paper",
        new("试用文书", "Paper"),
        "paper",
        [
            Placeholder.Text("name", "姓名", "Name", "张明"),
            Placeholder.Text("unit", "单位", "Unit", "市医疗保障局"),
            Placeholder.Date("on", "日期", "Date", "2026年11月28日"),
            Placeholder.Check("isMale", "男", "Male", "☑"),
            Placeholder.Rows("candidates", "候选人", "Candidates", Placeholder.Text("name", "姓名", "Name", "甲", "乙", "丙"), Placeholder.Text("score", "得分", "Score", "91", "85", "77")),
        ],
        [],
        _ => []);

    public static DocumentValues Values { get; } = Kind.Sample
        .With("name", "蓝采薇").With("unit", "U10\n第二行").With("on", new DateOnly(2026, 3, 2)).With("isMale", isTicked: false)
        .With("candidates", [Candidate("巩志远", "88"), Candidate("{{姓名}}", "<b>&")]);

    private static DocumentValues Candidate(string name, string score) => DocumentValues.Empty.With("name", name).With("score", score);
}
