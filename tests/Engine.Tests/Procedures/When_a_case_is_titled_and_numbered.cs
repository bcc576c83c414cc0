using System.Text.Json.Nodes;
using StaffFlows.Engine.Tests.Personnel;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Forms;

namespace StaffFlows.Engine.Tests.Procedures;

public sealed class When_a_case_is_titled_and_numbered
{
    private static readonly Form Leave = FormFile.Read(Repository.Read("workflows/forms/leave.json")).GetValue();
    private static readonly JsonObject Data = new()
    {
        ["type"] = "sick", ["from"] = "2026-11-30", ["fromHalf"] = "pm", ["to"] = "2026-12-02", ["toHalf"] = "pm", ["standIn"] = "LX0031", ["reason"] = "发烧",
    };

    [Theory]
    [InlineData("{procedure} · {applicant}", "请假 · 巫晓岚", "the words of every case")]
    [InlineData("{applicant} · {from} 至 {to}", "巫晓岚 · 2026年11月30日下午 至 2026年12月2日", "a half day is said, a whole one is not")]
    [InlineData("{applicant}，顶岗 {standIn}", "巫晓岚，顶岗 ", "a person by name")]
    [InlineData("{applicant} · {reason}", "请假 · 巫晓岚", "sensitive: titles stand in lists and messages")]
    [InlineData("{type} · {applicant} · {days}", "请假 · 巫晓岚", "what is not known is left out with its part")]
    [InlineData("", "请假 · 巫晓岚", "without a pattern")]
    public void It_says_what_the_pattern_asks_for(string pattern, string title, string reason) =>
        CaseWords.Title(Header(pattern), Leave, Data, The_county.Today).ShouldStartWith(title.Replace("巫晓岚", Applicant, StringComparison.Ordinal), Shouldly.Case.Sensitive, reason);

    [Fact]
    public void What_a_step_has_found_comes_before_the_form() =>
        CaseWords.Title(Header("{type} · {applicant} · {days}"), Leave, Data, The_county.Today, new Dictionary<string, string> { ["type"] = "年休假", ["days"] = "2.5 个工作日" })
            .ShouldBe($"年休假 · {Applicant} · 2.5 个工作日");

    [Theory]
    [InlineData("selection", """{"posts":[{"no":"1","window":"W04"},{"no":"2","window":"W05"},{"no":"3","window":"W04"}]}""", "W04、W05", "the windows of the posts")]
    [InlineData("arrival", """{"person":"LX0055","window":"W04"}""", "W04", "where somebody arrives")]
    [InlineData("selection", "{}", null, "where the form names none yet, the applicant's")]
    [InlineData("leave", "{}", null, "a leave is from the applicant's")]
    public void The_window_is_that_of_the_form(string form, string data, string? windows, string reason)
    {
        var about = FormFile.Read(Repository.Read($"workflows/forms/{form}.json")).GetValue();
        var expected = windows is null
            ? The_county.Today.WindowOf(The_county.Person("u030"))!.Name
            : string.Join('、', windows.Split('、').Select(id => The_county.Today.Windows[id].Name));

        CaseWords.Title(Header("{window}"), about, JsonNode.Parse(data)!.AsObject(), The_county.Today).ShouldBe(expected, reason);
    }

    [Fact]
    public void A_title_has_an_end() =>
        CaseWords.Title(Header(new string('长', 500)), Leave, Data, The_county.Today).Length.ShouldBe(CaseWords.MaxTitle);

    [Theory]
    [InlineData("QJ-{year}-{0:000000}", true, "the usual one")]
    [InlineData("印〔{year}〕第{0:000}号", true, "as official papers are numbered")]
    [InlineData("QJ-{0:000000}", false, "the next year would begin with the same numbers")]
    [InlineData("QJ-{year}", false, "all cases of a year would have one number")]
    [InlineData("QJ-{year}-{0}", false, "no width")]
    [InlineData("QJ-{year}-{0:0000}-{0:0000}", false, "two counters")]
    [InlineData("QJ-{year}-{1:000000}", false, "no such argument")]
    [InlineData("QJ-{month}-{year}-{0:000}", false, "no such word")]
    [InlineData("<b>{year}{0:000}", false, "no markup")]
    public void A_number_pattern_is_usable_or_not(string pattern, bool isUsable, string reason) => NumberPattern.IsUsable(pattern).ShouldBe(isUsable, reason);

    [Fact]
    public void Two_procedures_never_give_the_same_number()
    {
        NumberPattern.Format("QJ-{year}-{0:0000}", 2026, 12).ShouldBe("QJ-2026-0012");
        NumberPattern.Collide("QJ-{year}-{0:0000}", "QJ-{year}-{0:000000}").ShouldBeTrue();
        NumberPattern.Collide("QJ-{year}-{0:0000}", "XP-{year}-{0:0000}").ShouldBeFalse();
    }

    private static string Applicant => The_county.Person("u030").Name;

    private static CaseHeader Header(string pattern)
    {
        var person = The_county.Person("u030");
        return new(Guid.Empty, "leave", person.Id, person.Id, "leave", 1, "FangCounty", 1, default) { ProcedureName = "请假", TitlePattern = pattern };
    }
}
