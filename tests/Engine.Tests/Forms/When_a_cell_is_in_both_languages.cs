using System.Collections.Immutable;
using System.Text.Json.Nodes;
using StaffFlows.Workflows.Forms;
using StaffFlows.Workflows.Personnel;

namespace StaffFlows.Engine.Tests.Forms;

/// <summary>What a rule says is written into a row by the procedure, in Chinese and in English.</summary>
public sealed class When_a_cell_is_in_both_languages
{
    private static readonly Organisation Nobody = new(1, [], [], [], []);
    private static readonly FormField Text = new("text", FieldType.Text, new("规则内容", "What it says"), null, [], 300, false);
    private static readonly FormField Checks = new("checks", FieldType.Table, new("自动审查", "Checks"), null, [], null, false) { Table = new([Text], 0, 200, true, []) };

    [Fact]
    public void Each_reader_has_his_own()
    {
        var row = JsonNode.Parse("""{"text": "不得推荐临时聘用人员", "en": {"text": "No temporary staff"}}""")!.AsObject();

        FieldText.Of(Text, "text", row, Nobody).ShouldBe(new("不得推荐临时聘用人员", "No temporary staff"));
    }

    [Fact]
    public void A_row_from_before_is_read_as_it_is() =>
        FieldText.Of(Text, "text", JsonNode.Parse("""{"text": "不得推荐临时聘用人员"}""")!.AsObject(), Nobody).ShouldBe(new("不得推荐临时聘用人员", "不得推荐临时聘用人员"));

    [Fact]
    public void Whoever_does_not_see_the_cell_does_not_see_its_English()
    {
        var form = new Form("f", 1, new("表", "Form"), [new(null, [Checks])], ImmutableDictionary<string, ImmutableDictionary<string, FieldRight>>.Empty.Add(
            "sign", ImmutableDictionary<string, FieldRight>.Empty.Add("checks.text", FieldRight.Hidden)));
        var data = JsonNode.Parse("""{"checks": [{"id": "1", "text": "不得推荐临时聘用人员", "en": {"text": "No temporary staff", "proof": "Contract"}}]}""")!.AsObject();

        form.VisibleTo("sign", data).ToJsonString().ShouldNotContain("temporary");
    }

    [Theory]
    [InlineData("No temporary staff", null, "as it was")]
    [InlineData("Anybody", "field-unknown", "nobody writes it")]
    public void It_may_be_sent_back_as_it_was_and_not_otherwise(string english, string? code, string reason)
    {
        var form = new Form("f", 1, new("表", "Form"), [new(null, [Checks])], ImmutableDictionary<string, ImmutableDictionary<string, FieldRight>>.Empty.Add(
            "sign", ImmutableDictionary<string, FieldRight>.Empty.Add("checks", FieldRight.Write)));
        var data = JsonNode.Parse("""{"checks": [{"id": "1", "text": "不得推荐临时聘用人员", "en": {"text": "No temporary staff"}}]}""")!.AsObject();
        var posted = data.DeepClone().AsObject();
        posted["checks"]![0]!["en"]!["text"] = english;

        var input = FormCheck.Check(form, "sign", posted, data);

        input.Errors.Select(e => e.Code).SingleOrDefault().ShouldBe(code, reason);
        if (code is null) input.Data["checks"]![0]!["en"]!["text"]!.ToString().ShouldBe("No temporary staff");
    }
}
