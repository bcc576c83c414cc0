using StaffFlows.Testing;

namespace StaffFlows.Workflows.Specs.Leave;

public sealed class When_the_hall_runs_on_PostgreSql : IAsyncLifetime
{
    private readonly PostgreSqlDatabase database = new();

    public Task InitializeAsync() => PostgreSqlDatabase.Server is null ? Task.CompletedTask : database.CreateAsync();

    public Task DisposeAsync() => PostgreSqlDatabase.Server is null ? Task.CompletedTask : database.DropAsync();

    [PostgreSqlFact]
    public async Task A_leave_runs_end_to_end_across_a_restart()
    {
        await using var hall = await Hall.OpenAsync(
            settings: [("Database:Provider", "PostgreSql"), ("ConnectionStrings:StaffFlows", database.ConnectionString)]);

        var leave = await (await hall.AsAsync("u030")).ApplyForLeaveAsync("2026-11-30", "2026-12-03", LeaveSteps.StandIn);
        await hall.AcceptStandInAsync(leave);
        await hall.RestartAsync();
        await hall.AdvanceToAsync(Hall.At(2026, 11, 24, 17, 31));
        await hall.AgreeAsync(leave, "u022", "u020", "u004");

        (await hall.StatusAsync(leave)).ShouldBe("approved");
        (await hall.StepsAsync(leave, "done")).ShouldContain("中心主任审批");
    }

    [AttributeUsage(AttributeTargets.Method)]
    private sealed class PostgreSqlFactAttribute : FactAttribute
    {
        public PostgreSqlFactAttribute()
        {
            if (PostgreSqlDatabase.Server is null) Skip = PostgreSqlDatabase.Absent;
        }
    }
}
