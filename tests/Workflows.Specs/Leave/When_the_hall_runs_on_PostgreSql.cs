using StaffFlows.Testing;

namespace StaffFlows.Workflows.Specs.Leave;

public sealed class When_the_hall_runs_on_PostgreSql : IAsyncLifetime
{
    /// <summary>Ahead of any clock on the wall: business time follows the server's, which can't be given another.</summary>
    private static readonly DateTimeOffset Monday = Hall.At(2035, 3, 5);

    private readonly PostgreSqlDatabase database = new();

    public Task InitializeAsync() => PostgreSqlDatabase.Server is null ? Task.CompletedTask : database.CreateAsync();

    public Task DisposeAsync() => PostgreSqlDatabase.Server is null ? Task.CompletedTask : database.DropAsync();

    [PostgreSqlFact]
    public async Task A_leave_runs_end_to_end_across_a_restart()
    {
        await using var hall = await Hall.OpenAsync(
            settings: [("Database:Provider", "PostgreSql"), ("ConnectionStrings:StaffFlows", database.ConnectionString)]);

        await hall.AdvanceToAsync(Monday);
        var leave = await (await hall.AsAsync("u030")).ApplyForLeaveAsync("2035-04-02", "2035-04-05", LeaveSteps.StandIn);
        await hall.AcceptStandInAsync(leave);
        await hall.RestartAsync();
        await hall.AdvanceToAsync(Monday.AddDays(1).AddHours(8.5));
        await hall.AgreeAsync(leave, "u022", "u020", "u004");

        (await hall.StatusAsync(leave)).ShouldBe("approved");
        (await hall.StepsAsync(leave, "done")).ShouldContain("中心主任审批");
    }
}
