using System.Net;
using System.Text.Json.Nodes;
using StaffFlows.Host.Tests.Tasks;
using StaffFlows.Testing;

namespace StaffFlows.Host.Tests.Forms;

public sealed class When_a_table_is_filled_in(Interviews interviews) : IClassFixture<Interviews>
{
    private readonly Hall hall = interviews.Hall;

    [Fact]
    public async Task A_step_sees_and_writes_its_columns_only()
    {
        var id = await interviews.SubmittedAsync();
        var checker = await hall.AsAsync("u007");
        var task = await checker.TaskOfAsync(id);

        task["form"]!["scores"]!.ToJsonString().ShouldBe("""[{"id":"1","person":"LX0031","local":true},{"id":"2","person":"LX0032"}]""", "the telephone is hidden from him");
        (task["rights"]!.Text("scores"), task["rights"]!.Text("scores.score"), task["rights"]!.Text("scores.phone")).ShouldBe(("read", "required", "hidden"));

        (await checker.TryDecideAsync(id, "yes", form: Interviews.Rows(("1", "score", 80), ("2", "score", 120)))).ShouldSay("scores[1].score", "第2行“得分”：须在 0 到 100 之间。");
        (await checker.TryDecideAsync(id, "yes", form: Interviews.Rows(("1", "score", 80)))).ShouldSay("scores[1].score", "第2行“得分”：此项必填。");
        (await checker.TryDecideAsync(id, "yes", form: Interviews.Rows(("1", "score", 80), ("2", "score", 75), ("3", "score", 70)))).ShouldSay("scores[2]", "第3行：这一步不能增减行。");
        (await checker.TryDecideAsync(id, "yes", form: Interviews.Rows(("1", "phone", 1)))).ShouldSay("scores[0].phone", "第1行：表单没有“phone”这一项。");
        await checker.DecideAsync(id, "yes", "已核", Interviews.Rows(("2", "score", 75.5), ("1", "score", 80)));

        (await (await hall.AsAsync("u030")).CaseAsync(id))["form"]!["scores"]!.ToJsonString()
            .ShouldBe("""[{"id":"1","person":"LX0031","phone":"16900000031","local":true},{"id":"2","person":"LX0032"}]""", "the applicant does not see the scores, and lost nothing");
    }

    [Fact]
    public async Task Five_who_mark_at_the_same_time_lose_no_mark_and_see_only_their_own()
    {
        var id = await interviews.AtPanelAsync();
        var first = await hall.AsAsync(Panel.Members[0]);
        await first.DecideAsync(id, "yes", "甲", Interviews.Rows(("1", "mark", 90), ("2", "mark", 60)));
        var open = (await hall.AsAsync("u013")).TaskOfAsync(id);
        (await open)["form"]!["scores"]!.ToJsonString().ShouldNotContain("mark");
        (await (await Visitor.SignInAsync(hall, "u013")).SeeAsync($"/tasks/{(await open)["id"]}")).Html.ShouldNotContain("value=\"90\"");
        (await first.CaseAsync(id))["form"]!["scores"]![0]!["mark"]!.ToJsonString().ShouldBe("""{"E012":90}""");
        (await (await hall.AsAsync("u004")).CaseAsync(id))["form"]!.ToJsonString().ShouldNotContain("mark", customMessage: "the director waits like everybody");

        var others = new List<Task<JsonNode>>();
        foreach (var (i, member) in Panel.Members.Skip(1).Index())
        {
            var panelist = await hall.AsAsync(member);
            others.Add(panelist.DecideAsync(id, "yes", "同意", Interviews.Rows(("1", "mark", 80 + i), ("2", "mark", 70 + i))));
        }

        await Task.WhenAll(others);
        (await (await hall.AsAsync("u004")).CaseAsync(id))["form"]!["scores"]!.AsArray()
            .Select(row => string.Join(' ', row!["mark"]!.AsObject().OrderBy(mark => mark.Key).Select(mark => $"{mark.Value}")))
            .ShouldBe(["90 80 81 82 83", "60 70 71 72 73"]);
        var page = (await (await Visitor.SignInAsync(hall, "u004")).SeeAsync($"/cases/{id}")).Html;
        page.ShouldContain(" 90；", customMessage: "each mark by its name");
        page.ShouldContain("data-l=\"评委打分\"");
    }

    [Fact]
    public async Task Without_a_script_a_row_is_added_by_a_button_that_loses_nothing()
    {
        var applicant = await Visitor.SignInAsync(hall, "u030");
        (await applicant.SeeAsync("/start/interview")).Html.ShouldContain("name=\"scores[0].person\"", customMessage: "an empty row to begin with");

        using var more = await applicant.SubmitAsync(
            "/start/interview", "/start/interview", ("subject", "面试"), ("scores", ""), ("scores[0].person", "LX0031"), ("scores[0].phone", "169<b>"), ("scores[0].local", "false"), ("scores[0].local", "true"), ("rows.add", "scores"));
        var html = WebUtility.HtmlDecode(await more.Content.ReadAsStringAsync());
        html.ShouldContain("name=\"scores[1].person\"");
        html.ShouldContain("value=\"169<b>\"");
        html.ShouldNotContain("scores[0].score", customMessage: "the panel's column");

        using var sent = await applicant.SubmitAsync(
            "/start/interview", "/start/interview", ("subject", "面试"), ("scores", ""), ("scores[0].person", "LX0031"), ("scores[0].local", "false"), ("scores[0].local", "true"),
            ("scores[1].person", ""), ("scores[2].person", "LX0032"), ("scores[2].remove", "true"), ("scores[7].person", "LX0033"), ("scores[7].local", "false"));
        sent.StatusCode.ShouldBe(HttpStatusCode.SeeOther, await sent.Content.ReadAsStringAsync());
        var id = sent.Headers.Location!.OriginalString.Split('/')[^1];
        (await (await hall.AsAsync("u030")).CaseAsync(Guid.Parse(id)))["form"]!["scores"]!.ToJsonString().ShouldBe("""[{"id":"1","person":"LX0031","local":true},{"id":"2","person":"LX0033"}]""");

        var page = (await applicant.SeeAsync($"/cases/{id}")).Html;
        page.ShouldContain("<caption class=\"sr\">评分</caption>");
        page.ShouldContain("data-l=\"本地户籍\"");
    }

    [Fact]
    public async Task A_wrong_cell_comes_back_at_its_place_with_what_was_typed()
    {
        var id = await interviews.SubmittedAsync();
        var task = await hall.TaskIdAsync("u007", id);
        var checker = await Visitor.SignInAsync(hall, "u007");

        using var refused = await checker.SubmitAsync(
            $"/tasks/{task}", $"/tasks/{task}/complete", ("outcome", "yes"), ("scores", ""), ("scores[0].id", "1"), ("scores[0].score", "88"), ("scores[1].id", "2"), ("scores[1].score", "120"));
        var html = WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync());

        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        html.ShouldContain("<a href=\"#scores[1].score\">第2行“得分”：须在 0 到 100 之间。</a>");
        html.ShouldContain("id=\"e-scores[1].score\"");
        html.ShouldContain("value=\"120\"");
        html.ShouldContain("value=\"88\"");
        html.ShouldNotContain("name=\"scores[0].person\"", customMessage: "who stands there is not his to change");
    }
}

internal static class Refusals
{
    public static void ShouldSay(this Answer answer, string field, string sentence)
    {
        answer.ShouldBeRefused(HttpStatusCode.UnprocessableEntity, "form-invalid");
        answer.Body!["errors"]!.AsObject().ShouldContain(error => error.Key == field && error.Value!.AsArray().Any(said => said!.GetValue<string>() == sentence), answer.Body.ToJsonString());
    }
}
