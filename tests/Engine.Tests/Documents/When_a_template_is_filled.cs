using System.Xml.Linq;
using StaffFlows.Workflows.Documents;
using StaffFlows.Workflows.Documents.Printing;
using StaffFlows.Workflows.Documents.Templates;

namespace StaffFlows.Engine.Tests.Documents;

public sealed class When_a_template_is_filled
{
    [Theory]
    [InlineData("姓名：蓝采薇。", "姓名：{{姓名}}。")]
    [InlineData("姓名：蓝采薇。", "姓名：{", "{姓", "名}", "}。")]
    [InlineData("姓名：蓝采薇。", "姓名：｛｛姓名｝｝。")]
    [InlineData("姓名：蓝采薇。", "姓名：{{ name }}。")]
    [InlineData("蓝采薇蓝采薇", "{{姓名}}{", "{姓名}}")]
    [InlineData("2026年3月2日", "{{日期}}")]
    [InlineData("☐男", "{{男}}男")]
    [InlineData("U10⏎第二行（章）", "{{单位", "}}（章）")]
    public void A_placeholder_is_found_however_word_has_cut_it(string filled, params string[] runs) =>
        Word.TextOf(Fill(Word.Paragraph(runs))).ShouldBe(filled);

    [Fact]
    public void A_row_comes_again_for_each_and_a_value_that_looks_like_a_placeholder_stays_what_it_is() =>
        Word.TextOf(Fill(Word.Table(Word.Row("姓名", "得分"), Word.Row("{{#候选人}}{{姓名}}", "{{得分}}{{/候选人}}"), Word.Row("{{姓名}}", "{{日期}}"))))
            .ShouldBe("姓名|得分\n巩志远|88\n{{姓名}}|<b>&\n蓝采薇|2026年3月2日");

    [Fact]
    public void A_paragraph_comes_again_outside_of_tables_and_goes_where_the_list_is_empty()
    {
        var body = Word.Paragraph("名单：") + Word.Paragraph("{{#候选人}}{{姓名}}（{{单位}}）{{/候选人}}");

        Word.TextOf(Fill(body)).ShouldBe("名单：\n巩志远（U10⏎第二行）\n{{姓名}}（U10⏎第二行）");
        Word.TextOf(Fill(body, Papers.Values.With("candidates", []))).ShouldBe("名单：");
    }

    [Fact]
    public void An_empty_list_leaves_one_empty_row_to_write_in() =>
        Word.TextOf(Fill(Word.Table(Word.Row("{{#候选人}}{{姓名}}", "{{得分}}{{/候选人}}")), Papers.Values.With("candidates", []))).ShouldBe("|");

    [Fact]
    public void The_look_of_the_placeholder_is_kept()
    {
        XNamespace w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
        const string body = "<w:p><w:pPr><w:jc w:val=\"center\"/></w:pPr><w:r><w:t>甲</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>{{姓</w:t></w:r><w:r><w:rPr><w:i/></w:rPr><w:t>名}}乙</w:t></w:r></w:p>";

        var runs = Word.Part(Fill(body), "word/document.xml").Descendants(w + "r").Select(r => ($"{r.Element(w + "rPr")?.Elements().Single().Name.LocalName}", r.Value)).ToList();

        runs.ShouldBe([("", "甲"), ("b", "蓝采薇"), ("i", "乙")]);
    }

    [Fact]
    public void The_page_for_printing_says_what_the_file_says_and_knows_its_code()
    {
        var file = Fill(Word.Paragraph("{{姓名}}") + Word.Table(Word.Row("{{#候选人}}{{姓名}}", "{{得分}}{{/候选人}}")) + Word.Paragraph("{{二维码}}"), Papers.Values.WithCode("https://hall.example/verify?sha256=1"));

        var printed = DocumentReading.Read(file);

        string.Concat(printed.Blocks.SelectMany(Runs).Select(r => r.Text)).ShouldBe("蓝采薇巩志远88{{姓名}}<b>&");
        printed.Blocks.SelectMany(Runs).Select(r => r.CodeAddress).OfType<string>().ShouldBe(["https://hall.example/verify?sha256=1"]);
        Word.HasPicture(file).ShouldBeTrue();
    }

    [Theory, MemberData(nameof(Kinds))]
    public void The_template_that_ships_is_accepted_and_leaves_no_placeholder(string key)
    {
        var kind = DocumentKinds.Find(key)!;
        var template = Repository.Read($"workflows/documents/{key}.docx");

        TemplateCheck.Check(template, kind).Rejection.ShouldBeNull();
        var filled = TemplateFilling.Fill(template, kind, kind.Sample);

        Word.TextOf(filled).ShouldNotContain("{{");
        DocumentReading.Read(filled).Blocks.Length.ShouldBeGreaterThan(3);
        filled.Length.ShouldBeLessThan(40_000);
    }

    [Fact]
    public void The_digest_covers_every_word_and_not_the_code()
    {
        var digest = Papers.Values.Digest("paper");

        Papers.Values.WithCode("https://elsewhere.example").Digest("paper").ShouldBe(digest);
        Papers.Values.With("name", "蓝采微").Digest("paper").ShouldNotBe(digest);
        Papers.Values.With("isMale", isTicked: true).Digest("paper").ShouldNotBe(digest);
        Papers.Values.Digest("other").ShouldNotBe(digest);
    }

    public static TheoryData<string> Kinds => [.. DocumentKinds.All.Select(kind => kind.Key)];

    private static byte[] Fill(string body, DocumentValues? values = null)
    {
        var template = Word.File(body);
        TemplateCheck.Check(template, Papers.Kind).Rejection.ShouldBeNull();
        return TemplateFilling.Fill(template, Papers.Kind, values ?? Papers.Values);
    }

    private static IEnumerable<PrintedRun> Runs(PrintedBlock block) => block switch
    {
        PrintedBlock.Paragraph paragraph => paragraph.Runs,
        PrintedBlock.Table table => table.Rows.SelectMany(r => r.Cells).SelectMany(c => c.Blocks).SelectMany(Runs),
        _ => [],
    };
}
