using System.Collections.Immutable;
using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Runtime;

namespace StaffFlows.Engine.Tests.Engine.Support;

/// <summary>Taking the instance of a scenario to another version, and counting what ran over all versions.</summary>
internal static class Migrations
{
    public static MigrateWorkflow To(string version, params (string Old, string New)[] mapping) =>
        new(Scenario.Id, version, mapping.ToImmutableDictionary(pair => pair.Old, pair => pair.New), []);

    /// <summary>In version 1, whatever is published since.</summary>
    public static Task<BurstOutcome> StartOldAsync(this Scenario scenario) =>
        scenario.Runtime.StartAsync(Scenario.Command() with { DefinitionVersionId = "p-v1" }, CancellationToken.None);

    public static Task<BurstOutcome> MigrateAsync(this Scenario scenario, params (string Old, string New)[] mapping)
    {
        scenario.Restart();

        return scenario.Runtime.MigrateAsync(To("p-v2", mapping), CancellationToken.None);
    }

    /// <summary>The same, where it must not be refused.</summary>
    public static async Task MovedAsync(this Scenario scenario, params (string Old, string New)[] mapping) =>
        (await scenario.MigrateAsync(mapping)).ShouldBeOfType<BurstOutcome.Committed>();

    public static Task<MigrationReport> PreviewAsync(this Scenario scenario, params (string Old, string New)[] mapping) =>
        scenario.Runtime.PreviewMigrationAsync(To("p-v2", mapping), CancellationToken.None);

    /// <summary>How often each activity was started, over all bursts: <c>a a t end</c>, in the order in which they were.</summary>
    public static string Started(this Scenario scenario) => string.Join(' ', scenario.Store.Commits
        .SelectMany(commit => commit.Journal)
        .Where(entry => entry.Event == JournalEvents.Started)
        .Select(entry => entry.NodeId.Split(':')[^1])
        .Where(id => id is not ("Workflow1" or "flow")));
}
