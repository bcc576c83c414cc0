using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using System.Net;
using StaffFlows.Testing;
using StaffFlows.Workflows;
using StaffFlows.Workflows.Persistence;

namespace StaffFlows.Host.Tests.Administration;

public sealed class When_the_audit_is_verified
{
    [Fact]
    public async Task An_untouched_chain_is_whole()
    {
        await using var hall = await Hall.OpenAsync();
        var administrator = await Visitor.SignInAsync(hall, "u010");

        (await VerifyAsync(administrator)).ShouldContain("校验通过");
    }

    [Theory]
    [InlineData("update audit_entries set actor_id = 'E004' where aggregate = 'sign-in:E010' and sequence = 2", "somebody else is made the actor")]
    [InlineData("update audit_entries set action = 'signed-out' where aggregate = 'sign-in:E010' and sequence = 2", "another action")]
    [InlineData("update audit_entries set details = '{\"a\":1}' where aggregate = 'sign-in:E010' and sequence = 2", "other details")]
    [InlineData("delete from audit_entries where aggregate = 'sign-in:E010' and sequence = 2", "an entry is taken out")]
    public async Task The_first_entry_that_was_tampered_with_is_named(string tampering, string reason)
    {
        await using var hall = await Hall.OpenAsync();
        for (var i = 0; i < 3; i++) await Visitor.SignInAsync(hall, "u010");
        var administrator = await Visitor.SignInAsync(hall, "u010");

        await hall.Services.GetRequiredService<IWriteQueue>().WriteAsync<int>(
            async (db, ct) => await db.Database.ExecuteSqlRawAsync(tampering.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal), ct),
            CancellationToken.None);

        (await VerifyAsync(administrator)).ShouldContain("sign-in:E010 的第 2 条", Case.Sensitive, reason);
    }

    [Theory]
    [InlineData("u030")]
    [InlineData("u004")]
    [InlineData("u006")]
    public async Task Only_auditors_and_administrators_see_it(string userName)
    {
        await using var hall = await Hall.OpenAsync();
        var visitor = await Visitor.SignInAsync(hall, userName);

        (await visitor.SeeAsync("/admin/audit")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    private static async Task<string> VerifyAsync(Visitor visitor)
    {
        using var answer = await visitor.SubmitAsync("/admin/audit", "/admin/audit/verify");
        return (await visitor.SeeAsync(answer.Headers.Location!.ToString())).Html;
    }
}
