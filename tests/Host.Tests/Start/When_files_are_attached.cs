using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using StaffFlows.Testing;

namespace StaffFlows.Host.Tests.Start;

public sealed class When_files_are_attached
{
    private static readonly byte[] Pdf = Encoding.ASCII.GetBytes("%PDF-1.7\n1 0 obj\nendobj\n");

    [Theory]
    [InlineData("证明.pdf", "<html><script>alert(1)</script></html>", "html named .pdf")]
    [InlineData("proof.html", "<html></html>", "a type that is not on the list")]
    [InlineData("proof.exe", "%PDF-1.7", "content right, name wrong")]
    [InlineData("proof.docx", "PK\u0003\u0004 no archive", "a broken archive")]
    [InlineData("proof.txt", "text\0with a null", "binary named .txt")]
    [InlineData("proof", "%PDF-1.7", "no extension")]
    public async Task Content_and_name_must_agree_on_a_type_of_the_list(string name, string content, string why)
    {
        await using var hall = await Hall.OpenAsync();

        var answer = await UploadAsync(await hall.AsAsync("u030"), name, Encoding.UTF8.GetBytes(content));

        answer.Status.ShouldBe(HttpStatusCode.UnprocessableEntity, why);
        answer.Code.ShouldBe("attachment-type", why);
    }

    [Fact]
    public async Task More_than_ten_megabytes_are_refused()
    {
        await using var hall = await Hall.OpenAsync();

        (await UploadAsync(await hall.AsAsync("u030"), "big.pdf", [.. Pdf, .. new byte[10 * 1024 * 1024]])).ShouldBeRefused(HttpStatusCode.UnprocessableEntity, "attachment-too-large");
    }

    [Theory]
    [InlineData("../../etc/passwd.pdf", "passwd.pdf")]
    [InlineData("..\\..\\windows\\system.pdf", "system.pdf")]
    [InlineData("a<b>:c|?*.pdf", "abc.pdf")]
    public async Task Of_a_path_only_the_name_is_kept(string sent, string kept)
    {
        await using var hall = await Hall.OpenAsync();

        (await UploadAsync(await hall.AsAsync("u030"), sent, Pdf)).Expect().Text("name").ShouldBe(kept);
    }

    [Fact]
    public async Task They_are_handed_out_as_files_to_those_who_may_read_the_field()
    {
        await using var hall = await Hall.OpenAsync();
        var clerk = await hall.AsAsync("u030");
        var file = (await UploadAsync(clerk, "证明.pdf", Pdf)).Expect().Text("id");
        var leave = (await clerk.PostAsync("procedures/leave/cases", new
        {
            form = new { type = "annual", from = "2026-11-30", fromHalf = "am", to = "2026-12-01", toHalf = "pm", reason = "探亲", standIn = Leave.StandIn, attachments = new[] { file } },
            draft = false,
        })).Text("id");
        await (await hall.AsAsync("u031")).DecideAsync(Guid.Parse(leave), "accept");

        using var answer = await (await hall.AsAsync("u022")).Client.GetAsync(new Uri($"/api/v1/attachments/{file}", UriKind.Relative));

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await answer.Content.ReadAsByteArrayAsync()).ShouldBe(Pdf);
        answer.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        answer.Content.Headers.ContentDisposition.FileNameStar.ShouldBe("证明.pdf");
        answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        await StatusAsync(hall, "u031", file, HttpStatusCode.NotFound, "hidden at the stand-in's step");
        await StatusAsync(hall, "u038", file, HttpStatusCode.NotFound, "not his case");
    }

    [Fact]
    public async Task Nobody_can_attach_what_another_has_uploaded()
    {
        await using var hall = await Hall.OpenAsync();
        var file = (await UploadAsync(await hall.AsAsync("u031"), "mine.pdf", Pdf)).Expect().Text("id");

        var answer = await (await hall.AsAsync("u030")).TryPostAsync("procedures/leave/cases", new
        {
            form = new { type = "annual", from = "2026-11-30", fromHalf = "am", to = "2026-12-01", toHalf = "pm", reason = "探亲", standIn = Leave.StandIn, attachments = new[] { file } },
            draft = false,
        });

        answer.ShouldBeRefused(HttpStatusCode.UnprocessableEntity, "attachment-unknown");
        answer.Body!["errors"]!["attachments"].ShouldNotBeNull();
    }

    [Fact]
    public async Task What_no_form_took_over_is_gone_after_a_day()
    {
        await using var hall = await Hall.OpenAsync();
        var clerk = await hall.AsAsync("u030");
        var file = (await UploadAsync(clerk, "lost.pdf", Pdf)).Expect().Text("id");
        await StatusAsync(hall, "u030", file, HttpStatusCode.OK, "its uploader may look at it");

        await hall.RestartAsync(downFor: TimeSpan.FromHours(25));
        await hall.Services.GetRequiredService<StaffFlows.Host.Features.Attachments.OrphanSweep>().SweepAsync(CancellationToken.None);

        await StatusAsync(hall, "u030", file, HttpStatusCode.NotFound, "a day has passed");
    }

    private static async Task StatusAsync(Hall hall, string person, string file, HttpStatusCode expected, string why)
    {
        using var answer = await (await hall.AsAsync(person)).Client.GetAsync(new Uri($"/api/v1/attachments/{file}", UriKind.Relative));
        answer.StatusCode.ShouldBe(expected, why);
    }

    private static async Task<Answer> UploadAsync(Staff staff, string name, byte[] content)
    {
        using var part = new ByteArrayContent(content);
        part.Headers.ContentType = new MediaTypeHeaderValue("application/pdf");
        using var form = new MultipartFormDataContent { { part, "file", name } };
        return await Answer.ReadAsync(await staff.Client.PostAsync(new Uri("/api/v1/attachments", UriKind.Relative), form));
    }
}
