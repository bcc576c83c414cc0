using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StaffFlows.Testing;
using StaffFlows.Workflows.Persistence;

namespace StaffFlows.Host.Tests.Administration;

/// <summary>Its answer is kept for seven days by <c>Retention:AnsweredRequestDays</c>, and then it is nobody's repeat any more.</summary>
public sealed class When_a_request_was_answered_long_ago
{
    private const string Key = "once";

    [Fact]
    public async Task It_is_known_for_a_week_and_then_forgotten()
    {
        await using var hall = await Hall.OpenAsync();
        var first = await ApplyAsync(hall);

        await hall.AdvanceToAsync(Hall.At(2026, 11, 30, 23));
        await EraseAsync(hall);
        (await ApplyAsync(hall)).ShouldBe(first);

        await hall.AdvanceToAsync(Hall.At(2026, 12, 1, 1));
        await EraseAsync(hall);
        await using var db = await hall.Services.GetRequiredService<IDbContextFactory<StaffFlowsDbContext>>().CreateDbContextAsync();
        (await db.AnsweredRequests.AnyAsync(r => r.Key == Key)).ShouldBeFalse();
    }

    private static async Task<string> ApplyAsync(Hall hall) =>
        (await (await hall.AsAsync("u030")).TryApplyForLeaveAsync("2026-12-10", "2026-12-10", Leave.StandIn, idempotencyKey: Key)).Expect().Text("number");

    private static async Task EraseAsync(Hall hall) => await (await hall.AsAsync("u010")).PostAsync("admin/retention/run");
}
