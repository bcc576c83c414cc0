using System.Text;
using System.Text.Json.Nodes;
using StaffFlows.Workflows.DataFiles;
using StaffFlows.Workflows.Forms;

namespace StaffFlows.Engine.Tests.Forms;

/// <summary>面试评分表: candidates that the applicant lists, scores that panelists give, an average that the procedure works out.</summary>
public sealed class When_a_step_posts_rows
{
    private const string File = """
        {
          "key": "interview", "title": {"zh": "面试评分表", "en": "Interview"},
          "sections": [{"fields": [
            {"key": "scores", "type": "table", "label": {"zh": "评分", "en": "Scores"}, "minRows": 2, "maxRows": 4, "columns": [
              {"key": "person", "type": "person", "label": {"zh": "人选", "en": "Candidate"}},
              {"key": "score", "type": "number", "label": {"zh": "得分", "en": "Score"}, "min": 0, "max": 100, "decimals": 1},
              {"key": "mark", "type": "number", "label": {"zh": "评委打分", "en": "Mark"}, "min": 0, "max": 100, "perPerson": true},
              {"key": "phone", "type": "text", "label": {"zh": "电话", "en": "Telephone"}, "sensitive": true},
              {"key": "average", "type": "computed", "label": {"zh": "平均分", "en": "Average"}}]},
            {"key": "papers", "type": "table", "label": {"zh": "材料", "en": "Papers"}, "fixedRows": true, "rows": ["身份证", "学历证书"], "columns": [
              {"key": "name", "type": "text", "label": {"zh": "材料名称", "en": "Paper"}},
              {"key": "seen", "type": "checkbox", "label": {"zh": "已核对", "en": "Seen"}}]}]}],
          "rights": {
            "start": {"scores": "required", "scores.person": "required", "scores.score": "hidden", "scores.mark": "hidden", "papers": "write", "papers.name": "read"},
            "interview": {"scores": "read", "scores.score": "required", "scores.phone": "hidden"},
            "panel": {"scores": "read", "scores.mark": "required", "papers": "hidden"}
          }
        }
        """;

    private static readonly Form Interview = FormFile.Read(Encoding.UTF8.GetBytes(File)).GetValue();

    [Fact]
    public void Rows_come_in_by_name_with_what_the_form_gives()
    {
        var input = Applied();

        input.Errors.ShouldBeEmpty();
        Rows(input).ShouldBe(["""{"id":"1","person":"LX0051","phone":"16900000051"}""", """{"id":"2","person":"LX0052"}"""], "an empty line is no row");
        input.Data["papers"]!.ToJsonString().ShouldContain("\"id\":\"2\",\"name\":");
        input.Data["papers"]![1]!["seen"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Theory]
    [InlineData("score", "101", "number-between", "第2行“得分”", "above the limit")]
    [InlineData("score", "-1", "number-between", "第2行“得分”", "below it")]
    [InlineData("score", "8.55", "number-decimals", "第2行“得分”", "too many decimals")]
    [InlineData("score", "good", "number-expected", "第2行“得分”", "no number")]
    [InlineData("score", "", "value-missing", "第2行“得分”", "each row needs one")]
    [InlineData("person", "LX0031", "field-read-only", "第2行“人选”", "who stands there is not the panel's to change")]
    [InlineData("phone", "1", "field-unknown", "第2行", "hidden: not even its existence is told")]
    [InlineData("average", "90", "field-read-only", "第2行“平均分”", "worked out by the procedure")]
    [InlineData("salary", "1", "field-unknown", "第2行", "no such column")]
    public void A_wrong_cell_is_refused_by_row_and_column(string column, string value, string code, string place, string reason)
    {
        var rows = new JsonArray(new JsonObject { ["id"] = "1", ["score"] = 80 }, new JsonObject { ["id"] = "2", ["score"] = "81" });
        rows[1]![column] = value;
        var error = FormCheck.Check(Interview, "interview", new() { ["scores"] = rows }, Applied().Data).Errors.ShouldHaveSingleItem(reason);

        (error.Field, error.Code, error.Place?.Zh).ShouldBe(($"scores[1].{column}", code, place), reason);
    }

    [Fact]
    public void Who_writes_one_column_changes_nothing_else()
    {
        var input = FormCheck.Check(Interview, "interview", Scores(("2", "81.5"), ("1", "80")), Applied().Data);

        input.Errors.ShouldBeEmpty();
        Rows(input).ShouldBe(["""{"id":"1","person":"LX0051","phone":"16900000051","score":80}""", """{"id":"2","person":"LX0052","score":81.5}"""], "the order is the table's");
    }

    [Fact]
    public void What_was_seen_may_be_sent_back()
    {
        var seen = Interview.VisibleTo("interview", Applied().Data);
        seen["scores"]![0]!.AsObject().ContainsKey("phone").ShouldBeFalse();
        foreach (var row in seen["scores"]!.AsArray()) row!["score"] = 70;

        FormCheck.Check(Interview, "interview", seen, Applied().Data).Errors.ShouldBeEmpty();
    }

    [Fact]
    public void Who_does_not_write_the_table_neither_adds_nor_removes_rows()
    {
        var current = Applied().Data;
        FormCheck.Check(Interview, "interview", Scores(("1", "80"), ("9", "99")), current).Errors.Select(e => (e.Field, e.Code))
            .ShouldBe([("scores[1]", "rows-fixed"), ("scores[1].score", "value-missing")]);
        Rows(FormCheck.CheckDraft(Interview, "interview", Scores(("1", "80")), current)).Count.ShouldBe(2, "what is left out stays");
        FormCheck.CheckDraft(Interview, "interview", new() { ["scores"] = null }, current).Data["scores"]!.AsArray().Count.ShouldBe(2);
    }

    [Fact]
    public void Fixed_rows_stay_even_for_who_may_write_the_table()
    {
        var input = FormCheck.CheckDraft(Interview, Form.Start, new() { ["papers"] = new JsonArray(new JsonObject { ["id"] = "1", ["seen"] = true }, new JsonObject { ["seen"] = true }) }, []);

        input.Errors.Select(e => (e.Field, e.Code)).ShouldBe([("papers[1]", "rows-fixed")]);
        input.Data["papers"]!.AsArray().Count.ShouldBe(2);
    }

    [Fact]
    public void A_row_that_is_left_out_by_who_may_is_removed_and_the_others_keep_what_he_does_not_see()
    {
        var scored = FormCheck.Check(Interview, "interview", Scores(("1", "80"), ("2", "81")), Applied().Data).Data;
        var rows = new JsonArray(Candidate("LX0053"), new JsonObject { ["id"] = "2", ["person"] = "LX0052" });

        Rows(FormCheck.Check(Interview, Form.Start, new() { ["scores"] = rows }, scored))
            .ShouldBe(["""{"id":"3","person":"LX0053"}""", """{"id":"2","person":"LX0052","score":81}"""]);
    }

    [Theory]
    [InlineData(0, "value-missing")]
    [InlineData(1, "rows-too-few")]
    [InlineData(2, null)]
    [InlineData(4, null)]
    [InlineData(5, "rows-too-many")]
    [InlineData(100_000, "rows-too-many")]
    public void There_are_as_many_rows_as_the_form_says(int count, string? code)
    {
        var rows = new JsonArray([.. Enumerable.Range(0, count).Select(i => (JsonNode)Candidate($"LX{i:0000}"))]);
        var errors = FormCheck.Check(Interview, Form.Start, new() { ["scores"] = rows }, []).Errors;

        errors.Where(e => e.Field is "scores").Select(e => e.Code).FirstOrDefault().ShouldBe(code);
        errors.Length.ShouldBeLessThan(3);
    }

    [Theory]
    [InlineData("5", "scores", "list-expected", "no list")]
    [InlineData("[5,[],null]", "scores[0]", "object-expected", "no rows")]
    [InlineData("""[{"id":"../x","person":"LX0051"}]""", "scores[0]", "row-unknown", "no name for a row")]
    [InlineData("""[{"id":"7","person":"LX0051"},{"id":"7","person":"LX0052"}]""", "scores[1]", "row-repeated", "named twice")]
    [InlineData("""[{"person":{"a":1}}]""", "scores[0].person", "text-expected", "an object in a cell")]
    public void Hostile_rows_are_refused(string json, string field, string code, string reason)
    {
        var errors = FormCheck.CheckDraft(Interview, Form.Start, new() { ["scores"] = JsonNode.Parse(json) }, []).Errors;
        errors.ShouldContain(e => e.Field == field && e.Code == code, reason);
    }

    [Fact]
    public void Each_person_fills_in_his_own_value()
    {
        var first = FormCheck.Check(Interview, "panel", Marks("90", "70"), Applied().Data, "u012");
        first.Errors.ShouldBeEmpty();
        var second = FormCheck.Check(Interview, "panel", Marks("60", "65"), first.Data, "u013");

        Rows(second)[0].ShouldBe("""{"id":"1","person":"LX0051","phone":"16900000051","mark":{"u012":90,"u013":60}}""");
        FormCheck.Check(Interview, "panel", Marks("60", ""), first.Data, "u013").Errors.Select(e => (e.Field, e.Code)).ShouldBe([("scores[1].mark", "value-missing")], "another's value is not his");
        FormCheck.Check(Interview, "panel", Marks("60", "65"), first.Data).Errors.ShouldAllBe(e => e.Code == "field-read-only" || e.Code == "value-missing", "nobody's");
    }

    [Fact]
    public void What_others_have_written_is_hidden_while_it_is_being_written()
    {
        var data = FormCheck.Check(Interview, "panel", Marks("90", "70"), Applied().Data, "u012").Data;
        var (his, another, over) = (Clone(data), Clone(data), Clone(data));
        PerPersonColumns.HideOthers(Interview, another, (_, _) => true, "u013");
        PerPersonColumns.HideOthers(Interview, his, (_, _) => true, "u012");
        PerPersonColumns.ShowOwn(Interview, "panel", his, "u012");
        PerPersonColumns.HideOthers(Interview, over, (_, _) => false, "u013");

        another["scores"]![0]!.AsObject().ContainsKey("mark").ShouldBeFalse();
        his["scores"]![0]!["mark"]!.GetValue<decimal>().ShouldBe(90, "as he wrote it");
        over["scores"]![0]!["mark"]!["u012"]!.GetValue<decimal>().ShouldBe(90);
    }

    [Fact]
    public void A_typed_row_is_shown_over_what_was_there()
    {
        var shown = TableRows.Over(Interview, "interview", Applied().Data, Scores(("1", "eighty")));

        shown["scores"]!.AsArray().Select(row => $"{row!["person"]} {row["score"]}").ShouldBe(["LX0051 eighty", "LX0052 "]);
    }

    [Theory]
    [InlineData("columns", "[]", "value-missing", "no columns")]
    [InlineData("columns", """[{"key": "id", "type": "text", "label": {"zh": "甲", "en": "A"}}]""", "key-duplicate", "the name of a row")]
    [InlineData("columns", """[{"key": "a", "type": "attachments", "label": {"zh": "甲", "en": "A"}}]""", "column-type-invalid", "no files in cells")]
    [InlineData("columns", """[{"key": "a", "type": "number", "min": 5, "max": 1, "label": {"zh": "甲", "en": "A"}}]""", "number-limits-crossed", "nothing would do")]
    [InlineData("maxRows", "201", "number-out-of-range", "too many")]
    [InlineData("minRows", "5", "number-out-of-range", "more than there may be")]
    [InlineData("rows", """["甲"]""", "rows-not-fixed", "given, but not fixed")]
    public void A_wrong_table_is_not_taken(string member, string json, string code, string reason)
    {
        var file = JsonNode.Parse(File)!;
        file["sections"]![0]!["fields"]![0]![member] = JsonNode.Parse(json);

        FormFile.Read(Encoding.UTF8.GetBytes(file.ToJsonString())).ShouldBeOfType<Reading<Form>.Refused>().Errors.ShouldContain(e => e.Code == code, reason);
    }

    private static FormInput Applied() => FormCheck.Check(Interview, Form.Start, new()
    {
        ["scores"] = new JsonArray(new JsonObject { ["person"] = "LX0051", ["phone"] = " 16900000051 " }, new JsonObject { ["person"] = "" }, Candidate("LX0052")),
        ["papers"] = new JsonArray(new JsonObject { ["id"] = "2", ["seen"] = "true" }),
    }, []);

    private static JsonObject Candidate(string staffNo) => new() { ["person"] = staffNo };

    private static JsonObject Scores(params (string Id, string Score)[] rows) =>
        new() { ["scores"] = new JsonArray([.. rows.Select(row => (JsonNode)new JsonObject { ["id"] = row.Id, ["score"] = row.Score })]) };

    private static JsonObject Marks(string first, string second) =>
        new() { ["scores"] = new JsonArray(new JsonObject { ["id"] = "1", ["mark"] = first }, new JsonObject { ["id"] = "2", ["mark"] = second }) };

    private static JsonObject Clone(JsonObject data) => (JsonObject)data.DeepClone();

    private static List<string> Rows(FormInput input) => [.. TableRows.In(input.Data, Interview.FindField("scores")!).Select(row => row.ToJsonString())];
}
