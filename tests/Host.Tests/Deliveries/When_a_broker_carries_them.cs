using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StaffFlows.Testing;
using StaffFlows.Workflows.Persistence;

namespace StaffFlows.Host.Tests.Deliveries;

/// <summary>A test with a real RabbitMQ, where <c>STAFFFLOWS_TEST_RABBITMQ</c> says where one is.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RabbitMqFactAttribute : FactAttribute
{
    public static readonly string? Broker = Environment.GetEnvironmentVariable("STAFFFLOWS_TEST_RABBITMQ");

    public RabbitMqFactAttribute() => Skip = Broker is null ? "STAFFFLOWS_TEST_RABBITMQ names no RabbitMQ." : null;
}

public sealed class When_a_broker_carries_them
{
    private static readonly TimeSpan Sleep = TimeSpan.FromSeconds(5);

    [RabbitMqFact]
    public async Task They_arrive_once()
    {
        var log = new DeliveryLog();
        await using var hall = await OpenAsync(RabbitMqFactAttribute.Broker!, log);
        await hall.SubmittedAsync();
        await hall.SubmittedAsync("u032", "2026-12-07", "2026-12-08");
        await using var db = await hall.Services.GetRequiredService<IDbContextFactory<StaffFlowsDbContext>>().CreateDbContextAsync();
        var rows = await db.Outbox.CountAsync();

        hall.SystemClock.Advance(Sleep);
        await log.UntilAsync(rows);

        Directory.EnumerateFiles(Path.Combine(hall.Folder, "outbox"), "*", SearchOption.AllDirectories).Count().ShouldBe(rows);
    }

    /// <summary>The port of nobody.</summary>
    [Fact]
    public async Task They_wait_while_it_is_away_and_nobody_holds_them()
    {
        var log = new DeliveryLog("the outbox");
        await using var hall = await OpenAsync("amqp://guest:guest@127.0.0.1:1/", log);
        await hall.SubmittedAsync();

        hall.SystemClock.Advance(Sleep);
        await log.UntilAsync(1);

        await using var db = await hall.Services.GetRequiredService<IDbContextFactory<StaffFlowsDbContext>>().CreateDbContextAsync();
        (await db.Outbox.AsNoTracking().ToListAsync()).ShouldAllBe(row => row.SettledAt == null && row.Attempts == 0 && row.LeasedUntil == null);
    }

    private static Task<Hall> OpenAsync(string broker, DeliveryLog log) =>
        Hall.OpenAsync(log: log, settings: [("Messaging:Transport", "RabbitMq"), ("ConnectionStrings:RabbitMq", broker)]);
}
