using Microsoft.Data.Sqlite;
using StaffFlows.Workflows.Persistence.Rows;

namespace StaffFlows.Workflows.Persistence.Sqlite;

/// <summary>A connection with its commands, each prepared once.</summary>
internal sealed class SqliteCommands(SqliteConnection connection) : IDisposable
{
    /// <summary>Far more than there are shapes of statements; beyond it, all are prepared anew.</summary>
    private const int Most = 500;

    private readonly Dictionary<string, SqliteCommand> commands = new(StringComparer.Ordinal);

    /// <summary>How many rows it touched or found.</summary>
    public int Run(RowStatement statement, SqliteTransaction transaction)
    {
        var command = Prepared(statement.Sql, statement.Values);
        command.Transaction = transaction;
        if (statement is { IsQuestion: false, OnRow: null }) return command.ExecuteNonQuery();

        using var reader = command.ExecuteReader();
        var rows = 0;
        for (; reader.Read(); rows++) statement.OnRow?.Invoke(reader);
        return rows;
    }

    public void Ask(RowQuery query)
    {
        using var reader = Prepared(query.Sql, query.Values).ExecuteReader();
        while (reader.Read()) query.OnRow(reader);
    }

    public void Dispose()
    {
        Forget();
        connection.Dispose();
    }

    /// <summary>Finalises what was prepared.</summary>
    public void Forget()
    {
        foreach (var command in commands.Values) command.Dispose();
        commands.Clear();
    }

    private SqliteCommand Prepared(string sql, IReadOnlyList<RowValue> values)
    {
        if (!commands.TryGetValue(sql, out var command))
        {
            if (commands.Count >= Most) Forget();
            command = connection.CreateCommand();
            command.CommandText = sql;
            commands.Add(sql, command);
        }

        command.Parameters.Clear();
        for (var i = 0; i < values.Count; i++) command.Parameters.Add((SqliteParameter)values[i].Column.Bind(command, Name(i), values[i].Value));
        return command;
    }

    private static string Name(int index) => index < Names.Length ? Names[index] : $"${index + 1}";

    private static readonly string[] Names = [.. Enumerable.Range(1, 64).Select(n => $"${n}")];
}
