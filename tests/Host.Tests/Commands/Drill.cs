using System.Text;
using System.Net.Http.Headers;
using StaffFlows.Testing;

namespace StaffFlows.Host.Tests.Commands;

/// <summary>Leave that a drill can be made of.</summary>
internal static class Drill
{
    public static string Connection(string file) => $"Data Source={file}";

    public static string File(this Hall hall) => Path.Combine(hall.Folder, "hall.db");

    /// <summary>Handed in with a proof; nobody has answered.</summary>
    public static async Task<Guid> SubmittedWithProofAsync(this Hall hall, string day)
    {
        var clerk = await hall.AsAsync("u030");
        using var content = new MultipartFormDataContent();
        using var file = new ByteArrayContent(Encoding.ASCII.GetBytes("%PDF-1.7\n1 0 obj\nendobj\n"));
        file.Headers.ContentType = new MediaTypeHeaderValue("application/pdf");
        content.Add(file, "file", "体检证明.pdf");
        var uploaded = (await Answer.ReadAsync(await clerk.Client.PostAsync(new Uri("/api/v1/attachments", UriKind.Relative), content))).Expect().Text("id");
        var form = new { type = "annual", from = day, fromHalf = "am", to = day, toHalf = "pm", reason = "陪护母亲住院", standIn = Leave.StandIn, attachments = new[] { uploaded } };
        return (await clerk.PostAsync("procedures/leave/cases", new { form, draft = false }))["id"]!.GetValue<Guid>();
    }

    /// <summary>Goes on from wherever it stands: stand-in, window head, deputy leader, and the director where it is long.</summary>
    public static async Task FinishAsync(this Hall hall, Guid leave)
    {
        foreach (var (person, outcome) in new[] { ("u031", "accept"), ("u022", "agree"), ("u020", "agree"), ("u004", "agree") })
        {
            var staff = await hall.AsAsync(person);
            if ((await staff.InboxAsync()).Any(i => i["caseId"]!.GetValue<Guid>() == leave)) await staff.DecideAsync(leave, outcome, "情况属实，同意休假");
        }
    }

    public static async Task<string> StatusAsync(this Hall hall, Guid leave) => (await (await hall.AsAsync("u030")).CaseAsync(leave)).Text("status");
}
