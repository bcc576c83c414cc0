using System.Data.Common;
using StaffFlows.Engine.Execution;

namespace StaffFlows.Workflows.Persistence.Rows;

/// <summary>One statement of a commit with numbered parameters.</summary>
internal sealed record RowStatement(string Sql, IReadOnlyList<RowValue> Values)
{
    /// <summary>It only looks; then <see cref="WhenMissed"/> is about finding no row.</summary>
    public bool IsQuestion { get; init; }

    /// <summary>Holds until the commit, and alone, what commits of other cases want as well.</summary>
    public bool IsContended { get; init; }

    /// <summary>Of a question: answered, and everything undone, where it finds a row.</summary>
    public Rejection? WhenFound { get; init; }

    /// <summary>Answered, and everything undone, where it touches no row; null where that is no harm.</summary>
    public Rejection? WhenMissed { get; init; }

    /// <summary>Answered, and everything undone, where a row with such a key is there already.</summary>
    public Rejection? WhenDuplicate { get; init; }

    /// <summary>What it adds, where that is all it does: rows of several commits may then go in together.</summary>
    public NewRows? Adds { get; init; }

    /// <summary>What it removes, where that is all it does: rows of several commits may then go together.</summary>
    public GoneRows? Removes { get; init; }

    /// <summary>Hears the row that the statement returns; whether it stays is known only from the commit.</summary>
    public Action<DbDataReader>? OnRow { get; init; }
}

/// <summary>Rows for one table.</summary>
/// <param name="KeepsPresent">A row that is there already stays as it is.</param>
internal sealed record NewRows(Table Table, IReadOnlyCollection<object> Rows, bool KeepsPresent);

/// <summary>Rows of one table whose column has one of these values; none of them need be there.</summary>
internal sealed record GoneRows(Table Table, Column Column, IReadOnlyCollection<object> Values);

/// <summary>One question of a load; <paramref name="OnRow"/> hears each row of its answer.</summary>
internal sealed record RowQuery(string Sql, IReadOnlyList<RowValue> Values, Action<DbDataReader> OnRow);

/// <summary>The database below EF: many statements in one round trip.</summary>
internal interface IRowDatabase
{
    /// <summary>Asks everything in one round trip. Answers may be of different moments; what depends on that is guarded in the commit.</summary>
    Task ReadAsync(IReadOnlyList<RowQuery> queries, CancellationToken ct);

    /// <summary>Writes everything in one transaction, which is committed when this answers null; else nothing is written.</summary>
    Task<Rejection?> WriteAsync(IReadOnlyList<RowStatement> statements, CancellationToken ct);

    /// <summary>What a question ends with to share the rows that it finds until the commit; nothing where only one writes at a time anyhow.</summary>
    string SharedLock { get; }

    /// <summary>The statement that holds the word <c>$1</c> until the commit; null where only one writes at a time anyhow.</summary>
    string? HoldWord(bool isShared);
}
