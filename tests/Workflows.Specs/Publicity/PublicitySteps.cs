using System.Net;
using System.Text.Json.Nodes;
using StaffFlows.Testing;

namespace StaffFlows.Workflows.Specs.Publicity;

/// <summary>
/// The persons of the publicity specs: u007 is the publicity officer, u005 the deputy director who approves the text, u018 leads the unit
/// U10 that posts it too; u055 (蓝采薇, U10) and u053 (巩志远, U08) are on the list.
/// </summary>
internal static class PublicitySteps
{
    public const string Persons = "LX0055 社保医保专区 医保窗口\nLX0053 工程建设审批专区";

    public static object Form(string persons = Persons, string title = "关于窗口拟任用人员的公示", string purpose = "窗口拟任用人选") => new
    {
        title, basis = "窗口服务人员选派程序", purpose, persons,
        opinionOffice = "督查考核科", opinionPhone = "0990-000-0108", opinionEmail = "jd@linxi-zwzx.example", opinionAddress = "政务服务中心 3 楼",
    };

    public static Task<Answer> TryPublishAsync(this Hall hall, object form, string by = "u007") => TryAsync(hall, by, form);

    public static async Task<Guid> DraftedAsync(this Hall hall, string persons = Persons) =>
        (await TryAsync(hall, "u007", Form(persons))).Expect()["id"]!.GetValue<Guid>();

    public static async Task<Guid> ApprovedAsync(this Hall hall, string persons = Persons)
    {
        var id = await hall.DraftedAsync(persons);
        await (await hall.AsAsync("u005")).DecideAsync(id, "agree", "同意公示。");
        return id;
    }

    /// <summary>Both venues have posted it just now.</summary>
    public static async Task<Guid> RunningAsync(this Hall hall, DateTimeOffset at, string persons = Persons)
    {
        var id = await hall.ApprovedAsync(persons);
        await hall.PostInDepartmentAsync(id, at);
        await hall.PostInCentreAsync(id, at);
        return id;
    }

    public static async Task PostInDepartmentAsync(this Hall hall, Guid id, DateTimeOffset at, string proof = "https://u10.linxi.example/1") =>
        await (await hall.AsAsync("u018")).DecideAsync(
            id, "posted", form: new { departmentPostedOn = $"{at:yyyy-MM-dd}", departmentPostedTime = $"{at:HH:mm}", departmentLink = proof });

    public static async Task PostInCentreAsync(this Hall hall, Guid id, DateTimeOffset at, string proof = "https://linxi.example/1") =>
        await (await hall.AsAsync("u007")).DecideAsync(
            id, "posted", form: new { centrePostedOn = $"{at:yyyy-MM-dd}", centrePostedTime = $"{at:HH:mm}", centreLink = proof });

    /// <summary>The public page, without signing in.</summary>
    public static async Task<(HttpStatusCode Status, string Html)> NoticeAsync(this Hall hall, Guid id, string query = "")
    {
        using var answer = await hall.NewClient().GetAsync(new Uri($"/notices/{id}{query}", UriKind.Relative));
        return (answer.StatusCode, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()));
    }

    public static async Task<string> StatusAsync(this Hall hall, Guid id, string seenBy = "u006") =>
        (await (await hall.AsAsync(seenBy)).CaseAsync(id))["status"]!.GetValue<string>();

    /// <summary>Why each step went as it did, all in one text.</summary>
    public static async Task<string> NotesAsync(this Hall hall, Guid id) => string.Join('\n',
        (await (await hall.AsAsync("u006")).CaseAsync(id))["timeline"]!.AsArray().Select(line => line!["why"]?.ToString()).OfType<string>());

    /// <summary>What is due now, and what that sets off.</summary>
    public static async Task CarryOutAsync(this Hall hall) => await (await hall.AsAsync("u010")).PostAsync("clock", new { advance = "PT0S" });

    private static async Task<Answer> TryAsync(Hall hall, string by, object form) =>
        await (await hall.AsAsync(by)).TryPostAsync("procedures/publicity/cases", new { form, draft = false });
}
