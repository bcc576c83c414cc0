using StaffFlows.Engine.Execution;

namespace StaffFlows.Workflows.Persistence;

/// <summary>
/// Statements, each one round trip, that make a row where it is missing and hold it until the commit. Who comes second waits,
/// and then sees what the first one left.
/// </summary>
internal interface IHeldRows
{
    /// <summary>Selects the fact's version as <c>Value</c>; 0 where nobody has changed it yet.</summary>
    FormattableString Fact(FactKey key);

    /// <summary>Moves the fact's version on.</summary>
    FormattableString NextOfFact(FactKey key);

    /// <summary>Moves a snapshot's version on.</summary>
    FormattableString NextOfSnapshot(string kind);

    /// <summary>Selects the counter's next value as <c>Value</c>; the first is 1.</summary>
    FormattableString NextOfCounter(string pattern, int year);

    /// <summary>Selects the head of an audit chain; sequence 0 where the chain has no link yet.</summary>
    FormattableString AuditHead(string aggregate);
}

/// <summary>As SQLite and PostgreSQL say it.</summary>
internal sealed class RowsHeldOnConflict : IHeldRows
{
    public static readonly IHeldRows Statements = new RowsHeldOnConflict();

    public FormattableString Fact(FactKey key) =>
        $"""
         INSERT INTO fact_versions (kind, id, version) VALUES ({key.Kind}, {key.Id}, 0)
         ON CONFLICT (kind, id) DO UPDATE SET version = fact_versions.version RETURNING version AS "Value"
         """;

    public FormattableString NextOfFact(FactKey key) =>
        $"""
         INSERT INTO fact_versions (kind, id, version) VALUES ({key.Kind}, {key.Id}, 1)
         ON CONFLICT (kind, id) DO UPDATE SET version = fact_versions.version + 1
         """;

    public FormattableString NextOfSnapshot(string kind) =>
        $"""
         INSERT INTO snapshot_versions (kind, version) VALUES ({kind}, 1)
         ON CONFLICT (kind) DO UPDATE SET version = snapshot_versions.version + 1
         """;

    public FormattableString NextOfCounter(string pattern, int year) =>
        $"""
         INSERT INTO case_counters (pattern, year, value) VALUES ({pattern}, {year}, 1)
         ON CONFLICT (pattern, year) DO UPDATE SET value = case_counters.value + 1 RETURNING value AS "Value"
         """;

    public FormattableString AuditHead(string aggregate) =>
        $"""
         INSERT INTO audit_heads (aggregate, sequence, digest) VALUES ({aggregate}, 0, '')
         ON CONFLICT (aggregate) DO UPDATE SET sequence = audit_heads.sequence RETURNING aggregate, sequence, digest
         """;
}
