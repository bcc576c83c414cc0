using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Persistence.Model;

namespace StaffFlows.Workflows.Persistence.Rows;

/// <summary>What a batch says about versions of facts; no row means version 0.</summary>
internal static class FactStatements
{
    /// <summary>
    /// Keeps the fact from moving until the commit, together with others who do the same; a conflict where it is not at the version.
    /// </summary>
    /// <param name="sharedLock">How the database shares a row that is looked at.</param>
    public static IEnumerable<RowStatement> Share(Table facts, FactKey key, long version, string sharedLock)
    {
        var (kind, id, number) = Names(facts);
        if (version == 0) yield return new($"INSERT INTO {facts.Name} ({kind}, {id}, {number}) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING", Values(facts, key, 0));
        yield return new($"SELECT 1 FROM {facts.Name} WHERE {kind} = $1 AND {id} = $2 AND {number} = $3{sharedLock}", Values(facts, key, version)) { IsQuestion = true, WhenMissed = CommitScope.Conflict };
    }

    /// <summary>As <see cref="Share"/>, alone: for a fact that the same commit moves on. Two who share it could not both do that.</summary>
    public static RowStatement Hold(Table facts, FactKey key, long version)
    {
        var (kind, id, number) = Names(facts);
        var sql = version == 0
            ? $"INSERT INTO {facts.Name} ({kind}, {id}, {number}) VALUES ($1, $2, $3) ON CONFLICT ({kind}, {id}) DO UPDATE SET {number} = {facts.Name}.{number} WHERE {facts.Name}.{number} = $3"
            : $"UPDATE {facts.Name} SET {number} = {number} WHERE {kind} = $1 AND {id} = $2 AND {number} = $3";
        return new(sql, Values(facts, key, version)) { IsContended = true, WhenMissed = CommitScope.Conflict };
    }

    public static RowStatement MoveOn(Table facts, FactKey key)
    {
        var (kind, id, number) = Names(facts);
        return new(
            $"INSERT INTO {facts.Name} ({kind}, {id}, {number}) VALUES ($1, $2, $3) ON CONFLICT ({kind}, {id}) DO UPDATE SET {number} = {facts.Name}.{number} + 1",
            Values(facts, key, 1)) { IsContended = true };
    }

    private static (string Kind, string Id, string Version) Names(Table facts) =>
        (facts.Column(nameof(FactVersion.Kind)).Name, facts.Column(nameof(FactVersion.Id)).Name, facts.Column(nameof(FactVersion.Version)).Name);

    private static RowValue[] Values(Table facts, FactKey key, long version) =>
    [
        new(facts.Column(nameof(FactVersion.Kind)), key.Kind),
        new(facts.Column(nameof(FactVersion.Id)), key.Id),
        new(facts.Column(nameof(FactVersion.Version)), version),
    ];
}
