using System.Net;
using System.Text.RegularExpressions;
using StaffFlows.Testing;

namespace StaffFlows.Host.Tests;

/// <summary>Somebody with a browser: pages, forms and cookies, without scripts.</summary>
internal sealed partial class Visitor(HttpClient client)
{
    public HttpClient Client => client;

    public static async Task<Visitor> SignInAsync(Hall hall, string userName, string password = "Demo#2026")
    {
        var visitor = new Visitor(hall.NewClient());
        using var answer = await visitor.SubmitAsync("/account/login", "/account/login", ("userName", userName), ("password", password));
        answer.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        return visitor;
    }

    public async Task<(HttpStatusCode Status, string Html)> SeeAsync(string path)
    {
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
        return (answer.StatusCode, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()));
    }

    /// <summary>Posts a form of the page at <paramref name="page"/>, with its antiforgery token.</summary>
    public async Task<HttpResponseMessage> SubmitAsync(string page, string action, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Append(("__RequestVerificationToken", await TokenAsync(page))).Select(f => KeyValuePair.Create(f.Item1, f.Item2)));
        return await client.PostAsync(new Uri(action, UriKind.Relative), form);
    }

    public async Task<HttpResponseMessage> UploadAsync(string page, string action, string fileName, string content)
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent(await TokenAsync(page)), "__RequestVerificationToken" },
            { new StringContent(content), "file", fileName },
        };
        return await client.PostAsync(new Uri(action, UriKind.Relative), form);
    }

    public async Task<string> TokenAsync(string page) => AntiforgeryToken().Match((await SeeAsync(page)).Html).Groups["token"].Value;

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"(?<token>[^\"]+)\"", RegexOptions.NonBacktracking)]
    private static partial Regex AntiforgeryToken();
}
