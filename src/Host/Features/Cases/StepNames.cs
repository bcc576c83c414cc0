using System.Collections.Frozen;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
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

    private readonly PerStep<string> names = new(databases, node => node.CustomProperty(EnglishName) is { ValueKind: JsonValueKind.String } name ? name.GetString() : null);

    /// <summary>The names of these definition versions; reads nothing where the language is Chinese.</summary>
    public async ValueTask<StepWords> ReadAsync(IEnumerable<string?> versions, CancellationToken ct) =>
        Cultures.IsEnglish ? new(await names.ReadAsync(versions, ct)) : StepWords.Chinese;
}

/// <summary>The English step names of some definition versions.</summary>
internal sealed class StepWords(IReadOnlyDictionary<string, FrozenDictionary<string, string>> english)
{
    public static readonly StepWords Chinese = new(new Dictionary<string, FrozenDictionary<string, string>>());

    public string Of(string? version, string stepId, string name) =>
        version is not null && english.TryGetValue(version, out var names) ? names.GetValueOrDefault(stepId, name) : name;
}
