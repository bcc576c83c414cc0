namespace StaffFlows.Persistence.Contract.Providers;

/// <summary>
/// SQLite with every commit written by EF, as SQL Server has it: both ways keep the same contract, and what this one asks is translated for SQL
/// Server too.
/// </summary>
public sealed class SqliteThroughEf : SqliteProvider
{
    protected override bool GoesThroughEf => true;
}
