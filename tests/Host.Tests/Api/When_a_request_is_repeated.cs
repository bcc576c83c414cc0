using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StaffFlows.Engine.Execution;
using StaffFlows.Host.Api;
using StaffFlows.Testing;
using StaffFlows.Workflows;
using StaffFlows.Workflows.Calendar;
using StaffFlows.Workflows.Persistence;

namespace StaffFlows.Host.Tests.Api;

public sealed class When_a_request_is_repeated
{
    private static readonly RequestKey Key = new("E030", "a-key-of-the-test", "hash of the request");

    [Fact]
    public async Task It_gets_the_first_answer_and_writes_nothing()
    {
        await using var hall = await Hall.OpenAsync();

        var first = await WriteAsync(hall, Key, "first");
        var second = await WriteAsync(hall, Key, "second");

        (first.Value, second.Value).ShouldBe(("first", "first"));
        (await EntriesAsync(hall)).ShouldBe(1);
    }

    [Fact]
    public async Task Another_request_under_the_same_key_is_refused()
    {
        await using var hall = await Hall.OpenAsync();
        await WriteAsync(hall, Key, "first");

        var other = await WriteAsync(hall, Key with { Hash = "another" }, "other");

        other.Rejection!.Code.ShouldBe("idempotency-key-reused");
        (await EntriesAsync(hall)).ShouldBe(1);
    }

    [Fact]
    public async Task The_same_key_of_somebody_else_is_another_request()
    {
        await using var hall = await Hall.OpenAsync();
        await WriteAsync(hall, Key, "first");

        (await WriteAsync(hall, Key with { UserId = "E031" }, "his")).Value.ShouldBe("his");
    }

    [Fact]
    public async Task A_refusal_is_not_remembered()
    {
        await using var hall = await Hall.OpenAsync();
        var queue = hall.Services.GetRequiredService<IWriteQueue>();

        await queue.WriteOnceAsync<string>(Key, TimeProvider.System, (_, _) => Task.FromResult<Result<string>>(new Rejection(RejectionKind.Invalid, "no")), CancellationToken.None);

        (await WriteAsync(hall, Key, "now it can be done")).Value.ShouldBe("now it can be done");
    }

    private static Task<Result<string>> WriteAsync(Hall hall, RequestKey key, string answer) =>
        hall.Services.GetRequiredService<IWriteQueue>().WriteOnceAsync<string>(
            key, hall.Services.GetRequiredService<BusinessClock>(),
            async (db, ct) =>
            {
                await AuditChain.AppendAsync(db, Hall.OpensAt, [new("test", "written", null, [])], ct);
                return answer;
            },
            CancellationToken.None);

    private static async Task<int> EntriesAsync(Hall hall)
    {
        await using var db = await hall.Services.GetRequiredService<IDbContextFactory<StaffFlowsDbContext>>().CreateDbContextAsync();
        return await db.AuditEntries.CountAsync(e => e.Aggregate == "test");
    }
}
