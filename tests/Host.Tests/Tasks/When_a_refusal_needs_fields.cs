using System.Net;
using System.Net.Http.Headers;
using StaffFlows.Testing;

namespace StaffFlows.Host.Tests.Tasks;

/// <summary>退出登记 is confirmed, and says who withdraws, on whose wish and why; 提请终止 in the same task needs nothing of that.</summary>
public sealed class When_a_refusal_needs_fields
{
    [Fact]
    public async Task It_is_filled_in_where_it_is_confirmed_and_nothing_typed_is_lost()
    {
        await using var hall = await Hall.OpenAsync();
        var selection = await RecommendedAsync(hall);
        var task = $"/tasks/{(await (await hall.AsAsync("u018")).TaskOfAsync(selection)).Text("id")}";
        var unit = await Visitor.SignInAsync(hall, "u018");

        var page = (await unit.SeeAsync(task)).Html;
        page[..page.IndexOf("<dialog", StringComparison.Ordinal)].ShouldNotContain("name=\"withdrawnPerson\"", customMessage: "it is asked for in the dialog");
        Between(page, "id=\"dlg-withdraw\"", "</dialog>").ShouldContain("name=\"withdrawnPerson\"");
        Between(page, "id=\"dlg-cancel\"", "</dialog>").ShouldNotContain("name=\"withdrawnPerson\"");
        page.ShouldNotContain("id=\"opinion\"", customMessage: "nothing here is decided without being asked once more");
        (await unit.SeeAsync($"{task}?do=withdraw")).Html.ShouldContain("name=\"withdrawnPerson\"", Case.Sensitive, "and without a script on a page of its own");

        using var refused = await unit.SubmitAsync(task, $"{task}/complete", ("outcome", "withdraw"), ("withdrawnPerson", "LX0055"), ("withdrawalReason", "家庭原因"));
        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var again = WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync());
        again.ShouldContain("由谁提出：此项必填。");
        again.ShouldContain("value=\"家庭原因\"");
        again.ShouldContain("value=\"LX0055\" selected");

        using var done = await unit.SubmitAsync(task, $"{task}/complete", ("outcome", "withdraw"), ("withdrawnPerson", "LX0055"), ("withdrawnBy", "candidate"), ("withdrawalReason", "家庭原因"));
        done.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await (await hall.AsAsync("u006")).CaseAsync(selection)).Text("status").ShouldBe("withdrawn");
    }

    private static async Task<Guid> RecommendedAsync(Hall hall)
    {
        var unit = await hall.AsAsync("u018");
        string[] files = [await UploadAsync(unit)];
        return (await unit.PostAsync("procedures/selection/cases", new
        {
            draft = false,
            form = new
            {
                subject = "增补窗口人员", posts = new[] { new { no = "1", window = "W04", title = "医保窗口", places = 1 } },
                candidates = new[] { new { person = "LX0055", post = "1", recommendation = "业务骨干，熟悉窗口工作。" } },
                resumes = files, educationCertificates = files, vocationalCertificates = files,
            },
        }))["id"]!.GetValue<Guid>();
    }

    private static async Task<string> UploadAsync(Staff staff)
    {
        using var file = new ByteArrayContent("个人简历"u8.ToArray());
        file.Headers.ContentType = new MediaTypeHeaderValue("text/plain");
        using var form = new MultipartFormDataContent { { file, "file", "resume.txt" } };
        return (await Answer.ReadAsync(await staff.Client.PostAsync(new Uri("/api/v1/attachments", UriKind.Relative), form))).Expect()["id"]!.ToString();
    }

    private static string Between(string html, string from, string to) => html[html.IndexOf(from, StringComparison.Ordinal)..] is var rest ? rest[..rest.IndexOf(to, StringComparison.Ordinal)] : "";
}
