using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StaffFlows.Testing;
using StaffFlows.Workflows.Persistence;

namespace StaffFlows.Workflows.Specs.Selection;

internal static class SelectionRecords
{
    /// <summary>The moments at which the case's timers were due, as its history has them.</summary>
    public static async Task<IReadOnlyList<DateTimeOffset>> FiredAsync(this Hall hall, Guid id)
    {
        await using var db = await hall.Services.GetRequiredService<IDbContextFactory<StaffFlowsDbContext>>().CreateDbContextAsync();
        var instance = await db.Cases.Where(c => c.Id == id).Select(c => c.InstanceId).SingleAsync();
        var journal = await hall.Services.GetRequiredService<JournalReader>().ReadAsync(new(instance!.Value), CancellationToken.None);
        return [.. journal.Select(entry => entry.DueAt).OfType<DateTimeOffset>()];
    }

    /// <summary>How far the person has come in each selection, as the register has it.</summary>
    public static async Task<IReadOnlyList<string>> RegisterOfAsync(this Hall hall, string personId)
    {
        await using var db = await hall.Services.GetRequiredService<IDbContextFactory<StaffFlowsDbContext>>().CreateDbContextAsync();
        return [.. (await db.Candidacies.Where(c => c.PersonId == personId).OrderBy(c => c.Id).ToListAsync()).Select(c => $"{c.State}")];
    }
}
