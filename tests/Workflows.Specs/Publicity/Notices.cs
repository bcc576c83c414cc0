using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StaffFlows.Testing;
using StaffFlows.Workflows.Persistence;

namespace StaffFlows.Workflows.Specs.Publicity;

internal static class Notices
{
    /// <summary>As the record has it; the page shows it shortened.</summary>
    public static async Task<string?> DigestAsync(this Hall hall, Guid id)
    {
        await using var db = await hall.Services.GetRequiredService<IDbContextFactory<StaffFlowsDbContext>>().CreateDbContextAsync();
        return await db.Publicities.Where(p => p.CaseId == id).Select(p => p.Digest).SingleOrDefaultAsync();
    }

    /// <summary>What a person was told, candidates without an account too: key and arguments.</summary>
    public static async Task<IReadOnlyList<string>> ToldAsync(this Hall hall, string personId)
    {
        await using var db = await hall.Services.GetRequiredService<IDbContextFactory<StaffFlowsDbContext>>().CreateDbContextAsync();
        return [.. (await db.Messages.Where(m => m.PersonId == personId).ToListAsync()).Select(m => $"{m.TextKey} {string.Join(' ', m.Arguments)}")];
    }

    /// <summary>The sentence at a field of a refused form.</summary>
    public static string Error(this Answer answer, string field)
    {
        ((int)answer.Status).ShouldBe(422, answer.ToString());
        return answer.Body!["errors"]?[field]?.AsArray()[0]?.ToString() ?? throw new InvalidOperationException($"Nothing is said of {field}: {answer}");
    }
}
