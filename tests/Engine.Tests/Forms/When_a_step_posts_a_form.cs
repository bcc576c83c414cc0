using System.Text;
using System.Text.Json.Nodes;
using StaffFlows.Workflows.DataFiles;
using StaffFlows.Workflows.Forms;

namespace StaffFlows.Engine.Tests.Forms;

public sealed class When_a_step_posts_a_form
{
    private static readonly Form Leave = FormFile.Read(Repository.Read("workflows/forms/leave.json")).GetValue();

    [Fact]
    public void A_complete_application_comes_back_clean()
    {
        var input = FormCheck.Check(Leave, Form.Start, Application(), []);

        input.Errors.ShouldBeEmpty();
        input.Data.ToJsonString().ShouldBe(
            """{"type":"annual","from":"2026-11-23","to":"2026-11-26","reason":"home","standIn":"LX0031","attachments":["a1"],"fromHalf":"am","toHalf":"pm"}""");
    }

    [Theory]
    [InlineData("type", "holiday", "choice-unknown", "not a type of leave")]
    [InlineData("type", null, "value-missing", "cleared")]
    [InlineData("reason", "  ", "value-missing", "blank")]
    [InlineData("from", "23.11.2026", "date-invalid", "another spelling")]
    [InlineData("fromHalf", "night", "choice-unknown", "no such half")]
    [InlineData("to", "2026-11-22", "range-end-before-start", "before the start")]
    [InlineData("days", "3", "field-read-only", "computed by the system")]
    [InlineData("salary", "3", "field-unknown", "not on the form")]
    [InlineData("contact", "a\nb", "text-one-line", "two lines")]
    [InlineData("reason", "a\u0000b", "text-control-characters", "a control character")]
    public void A_wrong_value_is_refused_at_its_field(string key, string? value, string code, string reason)
    {
        var posted = Application();
        posted[key] = value;

        ErrorsOf(FormCheck.Check(Leave, Form.Start, posted, [])).ShouldBe([(key, code)], reason);
    }

    [Fact]
    public void Texts_have_their_greatest_length()
    {
        var posted = Application();
        posted["reason"] = new string('长', 501);
        posted["contact"] = new string('1', 100);

        ErrorsOf(FormCheck.Check(Leave, Form.Start, posted, [])).ShouldBe([("reason", "text-too-long")]);
    }

    [Fact]
    public void A_value_of_another_type_is_refused() =>
        ErrorsOf(FormCheck.CheckDraft(Leave, Form.Start, new JsonObject { ["reason"] = 5, ["attachments"] = "a1", ["standIn"] = new JsonObject() }, []))
            .ShouldBe([("reason", "text-expected"), ("attachments", "list-expected"), ("standIn", "text-expected")]);

    [Fact]
    public void The_same_day_may_not_run_from_afternoon_to_morning()
    {
        var posted = Application();
        (posted["to"], posted["fromHalf"], posted["toHalf"]) = ("2026-11-23", "pm", "am");

        ErrorsOf(FormCheck.Check(Leave, Form.Start, posted, [])).ShouldBe([("to", "range-end-before-start")]);
    }

    [Theory]
    [InlineData("window-head", "reason", "another", "field-read-only", "an approver reads")]
    [InlineData("window-head", "reason", "home", null, "sent back unchanged")]
    [InlineData("stand-in", "reason", "home", "field-unknown", "hidden: not even its existence is told")]
    [InlineData("choose-stand-in", "standIn", "LX0032", null, "this step chooses")]
    [InlineData("choose-stand-in", "from", "2026-11-24", "field-read-only", "but does not move the leave")]
    [InlineData("change", "from", "2026-11-24", null, "the applicant changes")]
    [InlineData("no-such-step", "standIn", "LX0032", "field-read-only", "a step without rights reads")]
    public void A_step_writes_what_it_may(string step, string key, string value, string? code, string reason)
    {
        var current = FormCheck.Check(Leave, Form.Start, Application(), []).Data;
        var input = FormCheck.Check(Leave, step, new JsonObject { [key] = value }, current);

        input.Errors.Select(e => e.Code).SingleOrDefault().ShouldBe(code, reason);
        input.Data[key]!.GetValue<string>().ShouldBe(code is null ? value : current[key]!.GetValue<string>(), reason);
    }

    [Fact]
    public void What_a_step_may_not_see_is_left_out_for_it()
    {
        var current = FormCheck.Check(Leave, Form.Start, Application(), []).Data;

        Leave.VisibleTo("stand-in", current).Select(p => p.Key).ShouldBe(["from", "to", "standIn", "fromHalf", "toHalf"]);
        current.ContainsKey("reason").ShouldBeTrue("the case keeps it");
    }

    [Fact]
    public void A_draft_may_be_incomplete_but_not_wrong() =>
        ErrorsOf(FormCheck.CheckDraft(Leave, Form.Start, new JsonObject { ["from"] = "soon" }, [])).ShouldBe([("from", "date-invalid")]);

    [Theory]
    [InlineData("sections[0].fields[0].type", "Magic", "choice-unknown")]
    [InlineData("sections[0].fields[0].key", "Type", "field-key-invalid")]
    [InlineData("sections[0].fields[0].key", "from", "key-duplicate")]
    [InlineData("sections[0].fields[0].label", null, "value-missing")]
    [InlineData("rights.change.range", "maybe", "choice-unknown")]
    public void A_wrong_form_is_not_taken(string path, string? value, string code)
    {
        var file = JsonNode.Parse(Repository.Read("workflows/forms/leave.json").Span)!;
        var steps = path.Replace("[", ".", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal).Split('.');
        var parent = steps[..^1].Aggregate(file, (node, step) => (int.TryParse(step, out var i) ? node[i] : node[step])!);
        parent[steps[^1]] = value;

        FormFile.Read(Encoding.UTF8.GetBytes(file.ToJsonString())).ShouldBeOfType<Reading<Form>.Refused>().Errors.ShouldContain(e => e.Code == code);
    }

    private static JsonObject Application() => new()
    {
        ["type"] = "annual",
        ["from"] = "2026-11-23",
        ["to"] = " 2026-11-26 ",
        ["reason"] = " home ",
        ["standIn"] = "LX0031",
        ["contact"] = "",
        ["attachments"] = new JsonArray("a1", "a1"),
    };

    private static List<(string, string)> ErrorsOf(FormInput input) => [.. input.Errors.Select(e => (e.Field, e.Code))];
}
