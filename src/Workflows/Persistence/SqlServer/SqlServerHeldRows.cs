using StaffFlows.Engine.Execution;

namespace StaffFlows.Workflows.Persistence.SqlServer;

/// <summary>
/// By key-range locks: <c>HOLDLOCK</c> keeps the place of a row that is not there yet, <c>UPDLOCK</c> makes the second one wait
/// instead of running into a deadlock. What is selected last is read under a lock that this transaction holds.
/// </summary>
internal sealed class SqlServerHeldRows : IHeldRows
{
    public static readonly IHeldRows Statements = new SqlServerHeldRows();

    public FormattableString Fact(FactKey key) =>
        $"""
         INSERT INTO fact_versions (kind, id, version)
         SELECT {key.Kind}, {key.Id}, 0
         WHERE NOT EXISTS (SELECT 1 FROM fact_versions WITH (UPDLOCK, HOLDLOCK) WHERE kind = {key.Kind} AND id = {key.Id});
         SELECT version AS [Value] FROM fact_versions WHERE kind = {key.Kind} AND id = {key.Id};
         """;

    public FormattableString NextOfFact(FactKey key) =>
        $"""
         UPDATE fact_versions WITH (UPDLOCK, HOLDLOCK) SET version = version + 1 WHERE kind = {key.Kind} AND id = {key.Id};
         IF @@ROWCOUNT = 0 INSERT INTO fact_versions (kind, id, version) VALUES ({key.Kind}, {key.Id}, 1);
         """;

    public FormattableString NextOfSnapshot(string kind) =>
        $"""
         UPDATE snapshot_versions WITH (UPDLOCK, HOLDLOCK) SET version = version + 1 WHERE kind = {kind};
         IF @@ROWCOUNT = 0 INSERT INTO snapshot_versions (kind, version) VALUES ({kind}, 1);
         """;

    public FormattableString NextOfCounter(string pattern, int year) =>
        $"""
         UPDATE case_counters WITH (UPDLOCK, HOLDLOCK) SET value = value + 1 WHERE pattern = {pattern} AND year = {year};
         IF @@ROWCOUNT = 0 INSERT INTO case_counters (pattern, year, value) VALUES ({pattern}, {year}, 1);
         SELECT value AS [Value] FROM case_counters WHERE pattern = {pattern} AND year = {year};
         """;

    public FormattableString AuditHead(string aggregate) =>
        $"""
         INSERT INTO audit_heads (aggregate, sequence, digest)
         SELECT {aggregate}, 0, ''
         WHERE NOT EXISTS (SELECT 1 FROM audit_heads WITH (UPDLOCK, HOLDLOCK) WHERE aggregate = {aggregate});
         SELECT aggregate, sequence, digest FROM audit_heads WHERE aggregate = {aggregate};
         """;
}
