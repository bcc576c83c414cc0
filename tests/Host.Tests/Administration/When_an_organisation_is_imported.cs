using System.Net;
using System.Text.Json.Nodes;
using StaffFlows.Testing;

namespace StaffFlows.Host.Tests.Administration;

public sealed class When_an_organisation_is_imported
{
    [Fact]
    public async Task One_bad_row_keeps_all_of_it_out_and_each_is_told()
    {
        await using var hall = await Hall.OpenAsync();
        var file = await DemoAsync();
        file["people"]![3]!["homeUnitId"] = "U99";
        file["people"]![5]!["name"] = "";
        file["people"]![29]!["status"] = "Departed";

        var answer = await (await hall.AsAsync("u010")).TryPostAsync("organisation", file);

        (answer.Status, answer.Code).ShouldBe((HttpStatusCode.UnprocessableEntity, "organisation-invalid"));
        answer.Body!["detail"]!.ToString().ShouldBe("组织机构文件有 2 处错误，未导入任何内容。");
        answer.Body["errors"]!["people[3].homeUnitId"]!.AsArray().Single()!.ToString().ShouldContain("U99");
        answer.Body["errors"]!["people[5].name"]!.AsArray().Single()!.ToString().ShouldNotBeEmpty();
        (await hall.AsAsync("u030")).UserName.ShouldBe("u030", "the row that is right was not taken over either");
    }

    [Fact]
    public async Task Somebody_new_gets_an_account()
    {
        await using var hall = await Hall.OpenAsync();
        var file = await DemoAsync();
        var newcomer = file["people"]![40]!.DeepClone().AsObject();
        (newcomer["id"], newcomer["staffNo"], newcomer["userName"], newcomer["name"]) = ("E900", "LX0900", "u900", "新来者");
        newcomer.Remove("idNumber");
        newcomer["partnerId"] = null;
        file["people"]!.AsArray().Add(newcomer);

        var answer = (await (await hall.AsAsync("u010")).TryPostAsync("organisation", file)).Expect();

        answer["people"]!.GetValue<int>().ShouldBe(file["people"]!.AsArray().Count);
        (await (await hall.AsAsync("u900")).GetAsync("clock")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_page_shows_whose_row_is_wrong()
    {
        await using var hall = await Hall.OpenAsync();
        var personnel = await Visitor.SignInAsync(hall, "u006");
        var file = await DemoAsync();
        file["people"]![3]!["homeUnitId"] = "U99";

        using var refused = await personnel.UploadAsync("/admin/organisation", "/admin/organisation", "组织机构.json", file.ToJsonString());
        using var taken = await personnel.UploadAsync("/admin/organisation", "/admin/organisation", "组织机构.json", (await DemoAsync()).ToJsonString());

        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var html = WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync());
        html.ShouldContain("people[3].homeUnitId");
        html.ShouldContain(file["people"]![3]!["name"]!.ToString());
        taken.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await personnel.SeeAsync(taken.Headers.Location!.ToString())).Html.ShouldContain("55");
    }

    [Theory]
    [InlineData("not json", "no JSON at all")]
    [InlineData("[]", "a list")]
    [InlineData("", "nothing")]
    public async Task What_is_no_organisation_file_is_refused(string content, string reason)
    {
        await using var hall = await Hall.OpenAsync();
        using var body = new StringContent(content, System.Text.Encoding.UTF8, "application/json");

        using var answer = await (await hall.AsAsync("u010")).Client.PostAsync(new Uri("/api/v1/organisation", UriKind.Relative), body);

        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity, reason);
    }

    internal static async Task<JsonNode> DemoAsync() =>
        JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "workflows", "demo-organisation.json")))!;
}
