using System.Collections.Concurrent;
using System.Collections.Frozen;
using Microsoft.EntityFrameworkCore;
using StaffFlows.Engine.Definitions;
using StaffFlows.Engine.Definitions.Json;
using StaffFlows.Host.Localisation;
using StaffFlows.Workflows.Persistence;

namespace StaffFlows.Host.Features.Cases;

/// <summary>
/// A step's name in the language of the request. Definitions name their steps in Chinese; the custom property
/// <see cref="EnglishName"/> of an activity has the English name, and where it is missing the Chinese one stays.
/// </summary>
internal sealed class StepNames(IDbContextFactory<StaffFlowsDbContext> databases)
{
    public const string EnglishName = Workflows.Procedures.ProcedureStep.EnglishName;

    private readonly ConcurrentDictionary<string, FrozenDictionary<string, string>> byVersion = new(StringComparer.Ordinal);

    /// <summary>The names of these definition versions; reads nothing where the language is Chinese.</summary>
    public async ValueTask<StepWords> ReadAsync(IEnumerable<string?> versions, CancellationToken ct)
    {
        if (!Cultures.IsEnglish) return StepWords.Chinese;

        var wanted = versions.OfType<string>().Distinct().ToList();
        var missing = wanted.Where(v => !byVersion.ContainsKey(v)).ToList();
        if (missing.Count > 0)
        {
            await using var db = await databases.CreateDbContextAsync(ct);
            foreach (var version in await db.Definitions.AsNoTracking().Where(d => missing.Contains(d.Id)).Select(d => new { d.Id, d.Json }).ToListAsync(ct))
                byVersion[version.Id] = Read(version.Json);
        }

        return new StepWords(wanted.Where(byVersion.ContainsKey).ToDictionary(v => v, v => byVersion[v]));
    }

    private static FrozenDictionary<string, string> Read(string json) =>
        ActivityTree.Read(WorkflowDefinitionJson.Read(json)).WithDescendants()
            .Select(node => (node.Id, Name: node.CustomProperty(EnglishName)))
            .Where(node => node.Name.ValueKind is System.Text.Json.JsonValueKind.String)
            .DistinctBy(node => node.Id)
            .ToFrozenDictionary(node => node.Id, node => node.Name.GetString()!);
}

/// <summary>The English step names of some definition versions.</summary>
internal sealed class StepWords(IReadOnlyDictionary<string, FrozenDictionary<string, string>> english)
{
    public static readonly StepWords Chinese = new(new Dictionary<string, FrozenDictionary<string, string>>());

    public string Of(string? version, string stepId, string name) =>
        version is not null && english.TryGetValue(version, out var names) ? names.GetValueOrDefault(stepId, name) : name;
}
