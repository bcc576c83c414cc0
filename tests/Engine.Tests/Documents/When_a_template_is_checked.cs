using System.IO.Compression;
using StaffFlows.Workflows.Documents.Templates;

namespace StaffFlows.Engine.Tests.Documents;

public sealed class When_a_template_is_checked
{
    private static readonly string Plain = Word.Paragraph("{{姓名}}");

    [Theory]
    [InlineData("template-placeholder-unknown", "姓各,姓名", "{{姓各}}")]
    [InlineData("template-placeholder-unknown", "候选,候选人", "{{#候选}}{{/候选人}}")]
    [InlineData("template-column-outside", "得分,候选人", "{{得分}}")]
    [InlineData("template-list-unmarked", "候选人", "{{候选人}}")]
    [InlineData("template-no-list", "姓名", "{{#姓名}}")]
    [InlineData("template-list-open", "候选人", "{{#候选人}}{{姓名}}")]
    [InlineData("template-list-closed", "候选人", "{{/候选人}}")]
    [InlineData("template-list-second", "候选人,候选人", "{{#候选人}}{{/候选人}}{{#候选人}}{{/候选人}}")]
    [InlineData("template-brace", "{{姓名", "{{姓名")]
    public void What_cannot_be_filled_in_is_named(string code, string arguments, string text)
    {
        var refused = TemplateCheck.Check(Word.File(Word.Paragraph(text)), Papers.Kind).Rejection!;

        refused.Code.ShouldBe("template-refused");
        refused.Fields.ShouldContain(field => field.Code == code && string.Join(',', field.Arguments) == arguments, refused.ToString());
    }

    [Fact]
    public void A_list_that_ends_in_another_row_is_refused() =>
        TemplateCheck.Check(Word.File(Word.Table(Word.Row("{{#候选人}}{{姓名}}"), Word.Row("{{/候选人}}"))), Papers.Kind).Rejection!.Fields.Select(f => f.Code)
            .ShouldBe(["template-list-open-row", "template-list-closed"]);

    [Fact]
    public void What_is_used_and_what_is_left_out_is_told()
    {
        var use = TemplateCheck.Check(Word.File(Word.Table(Word.Row("{{#候选人}}{{得分}}{{/候选人}}")) + Plain), Papers.Kind).Value!;

        use.Used.ShouldBe(["姓名", "候选人", "得分"]);
        use.Unused.ShouldContain("日期");
    }

    [Theory]
    [InlineData("template-macro", "word/vbaProject.bin", "x")]
    [InlineData("template-object", "word/embeddings/oleObject1.bin", "x")]
    [InlineData("template-object", "word/activeX/activeX1.xml", "<x/>")]
    [InlineData("template-picture", "word/media/image1.png", "x")]
    [InlineData("template-comments", "word/comments.xml", "<x/>")]
    [InlineData("template-part", "word/glossary/document.xml", "<x/>")]
    [InlineData("template-part", "../outside.xml", "<x/>")]
    [InlineData("template-unreadable", "word/settings.xml", "<!DOCTYPE x [<!ENTITY a \"b\">]><x>&a;</x>")]
    [InlineData("template-unreadable", "word/settings.xml", "<x>")]
    [InlineData("template-unreadable", "WORD/document.xml", "<x/>")]
    public void A_part_that_may_do_harm_is_refused(string code, string part, string content) =>
        TemplateCheck.Check(Word.File(Plain, further: (part, content)), Papers.Kind).Rejection!.Code.ShouldBe(code);

    [Theory]
    [InlineData("template-object", "<w:altChunk/>")]
    [InlineData("template-object", "<w:p><w:r><w:object/></w:r></w:p>")]
    [InlineData("template-picture", "<w:p><w:r><w:drawing/></w:r></w:p>")]
    [InlineData("template-picture", "<w:p><w:r><w:pict/></w:r></w:p>")]
    [InlineData("template-revisions", "<w:p><w:ins w:id=\"1\"><w:r><w:t>新</w:t></w:r></w:ins></w:p>")]
    [InlineData("template-binding", "<w:sdt><w:sdtPr><w:dataBinding/></w:sdtPr></w:sdt>")]
    [InlineData("template-numbering", "<w:p><w:pPr><w:numPr><w:numId w:val=\"3\"/></w:numPr></w:pPr></w:p>")]
    [InlineData("template-field", "<w:p><w:fldSimple w:instr=\"INCLUDETEXT http://x\"/></w:p>")]
    [InlineData("template-field", "<w:p><w:r><w:instrText>DD</w:instrText></w:r><w:r><w:instrText>EAUTO c:\\x</w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>")]
    public void What_the_text_must_not_hold_is_refused(string code, string body) =>
        TemplateCheck.Check(Word.File(body), Papers.Kind).Rejection!.Code.ShouldBe(code);

    [Theory]
    [InlineData("<Relationship Id=\"rId9\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate\" Target=\"http://evil.example/t.dotm\" TargetMode=\"External\"/>")]
    [InlineData("<Relationship Id=\"rId9\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink\" Target=\"file://evil.example/a\" TargetMode=\"external\"/>")]
    public void What_lies_outside_is_never_fetched(string link) =>
        TemplateCheck.Check(Word.File(Plain, links: link), Papers.Kind).Rejection!.Code.ShouldBe("template-link");

    [Fact]
    public void A_file_with_macros_is_refused_whatever_it_is_called() =>
        TemplateCheck.Check(Word.File(Plain, mainType: "application/vnd.ms-word.document.macroEnabled.main+xml"), Papers.Kind).Rejection!.Code.ShouldBe("template-macro");

    [Fact]
    public void A_page_number_is_welcome() =>
        TemplateCheck.Check(Word.File("<w:p><w:fldSimple w:instr=\" PAGE \\* MERGEFORMAT\"/></w:p>" + Plain), Papers.Kind).Rejection.ShouldBeNull();

    [Fact]
    public void A_small_file_that_unpacks_to_a_large_one_is_refused()
    {
        var bomb = Word.File(Plain, further: ("word/settings.xml", $"<x>{new string(' ', 30 * 1024 * 1024)}</x>"));

        bomb.Length.ShouldBeLessThan(200_000);
        TemplateCheck.Check(bomb, Papers.Kind).Rejection!.Code.ShouldBe("template-too-large");
    }

    [Fact]
    public void So_is_a_text_that_is_nested_without_end() =>
        TemplateCheck.Check(Word.File(string.Concat(Enumerable.Repeat("<w:sdt>", 5000)) + string.Concat(Enumerable.Repeat("</w:sdt>", 5000))), Papers.Kind).Rejection!.Code.ShouldBe("template-too-large");

    [Fact]
    public void What_is_no_word_file_is_refused_with_a_sentence()
    {
        foreach (var file in new[] { "PK"u8.ToArray(), [.. "%PDF-1.7"u8], EmptyArchive() })
            TemplateCheck.Check(file, Papers.Kind).Rejection!.Code.ShouldBe("template-unreadable");
    }

    private static byte[] EmptyArchive()
    {
        using var file = new MemoryStream();
        using (new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            // Nothing in it.
        }

        return file.ToArray();
    }
}
