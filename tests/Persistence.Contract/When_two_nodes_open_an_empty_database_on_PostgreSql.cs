using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StaffFlows.Persistence.Contract.Providers;
using StaffFlows.Testing;
using StaffFlows.Workflows.Persistence;

namespace StaffFlows.Persistence.Contract;

/// <summary>Who comes second waits until the first has made, migrated and filled it, and then finds everything there.</summary>
public sealed class When_two_nodes_open_an_empty_database_on_PostgreSql(PostgreSqlProvider provider) : IClassFixture<PostgreSqlProvider>
{
    [ContractFact]
    public async Task The_second_waits_for_the_first_and_finds_nothing_left_to_do()
    {
        var missing = new PostgreSqlDatabase();
        var (first, second) = (provider.NewNode(missing.ConnectionString), provider.NewNode(missing.ConnectionString));
        var turn = await first.GetRequiredService<IDatabase>().TakeTurnAsync(default);

        var waiting = second.GetRequiredService<IDatabase>().TakeTurnAsync(default);
        await first.GetRequiredService<IDatabase>().OpenAsync(default);
        waiting.IsCompleted.ShouldBeFalse();

        await turn.DisposeAsync();
        await using (await waiting)
        await using (var db = await second.GetRequiredService<IDbContextFactory<StaffFlowsDbContext>>().CreateDbContextAsync())
            (await db.Database.GetPendingMigrationsAsync()).ShouldBeEmpty();
        await missing.DropAsync();
    }
}
