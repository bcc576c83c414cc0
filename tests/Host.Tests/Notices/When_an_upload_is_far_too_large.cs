using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StaffFlows.Testing;
using StaffFlows.Workflows.Persistence;

namespace StaffFlows.Host.Tests.Notices;

/// <summary>Over a real connection: there a refusal in the middle of an upload is a connection that breaks.</summary>
public sealed class When_an_upload_is_far_too_large
{
    [Fact]
    public async Task Fifty_megabytes_are_refused_with_a_sentence_that_arrives_and_the_next_request_is_served()
    {
        await using var hall = await Hall.OpenAsync(onKestrel: true);
        using var client = hall.NewClient();
        using var form = new MultipartFormDataContent
        {
            { new StringContent("事实"), "facts" }, { new ByteArrayContent(new byte[50 * 1024 * 1024]), "evidence", "证据.pdf" },
        };

        using var answer = await client.PostAsync(new Uri($"/notices/{Guid.CreateVersion7()}/objections", UriKind.Relative), form);

        answer.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()).ShouldContain("每个文件不超过 10 MB");
        (await client.GetAsync(new Uri("/notices", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.OK);
        await using var db = await hall.Services.GetRequiredService<IDbContextFactory<StaffFlowsDbContext>>().CreateDbContextAsync();
        (await db.Attachments.CountAsync()).ShouldBe(0);
    }
}
