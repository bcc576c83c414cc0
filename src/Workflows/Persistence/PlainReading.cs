using System.Data.Common;
using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using StaffFlows.Workflows.Persistence.Rows;

namespace StaffFlows.Workflows.Persistence;

/// <summary>
/// Reading by a statement as it stands. EF compiles a query when it is first asked, which takes longer than reading all these rows; what
/// every start reads, and what an idle host looks at, is read like this. Statements are in words that the providers share, or in the
/// provider's own; what stands in their holes is bound.
/// </summary>
public static class PlainReading
{
    /// <summary>All rows of a table, in no particular order.</summary>
    public static Task<List<T>> ReadRowsAsync<T>(this StaffFlowsDbContext db, CancellationToken ct)
        where T : class => db.ReadRowsAsync<T>("1 = 1", ct);

    /// <param name="condition">What the rows must meet, without holes.</param>
    public static Task<List<T>> ReadRowsAsync<T>(this StaffFlowsDbContext db, string condition, CancellationToken ct)
        where T : class
    {
        var table = Table.Of(db, typeof(T));
        var statement = FormattableStringFactory.Create($"SELECT {table.ColumnsOf("r")} FROM {table.Name} r WHERE {condition}");
        return db.ReadAsync(statement, reader => (T)table.Read(reader, 0), ct);
    }

    /// <summary>The answer to <c>SELECT COUNT(*)</c>.</summary>
    public static async Task<int> CountAsync(this StaffFlowsDbContext db, FormattableString statement, CancellationToken ct) =>
        (await db.ReadAsync(statement, reader => Convert.ToInt32(reader.GetValue(0), CultureInfo.InvariantCulture), ct)).Single();

    public static async Task<List<T>> ReadAsync<T>(this StaffFlowsDbContext db, FormattableString statement, Func<DbDataReader, T> row, CancellationToken ct)
    {
        var command = db.GetService<IRawSqlCommandBuilder>().Build(statement.Format, Bound(db, statement.GetArguments()), db.Model);
        await using var answer = await command.RelationalCommand.ExecuteReaderAsync(
            new(db.GetService<IRelationalConnection>(), command.ParameterValues, readerColumns: null, db, db.GetService<IRelationalCommandDiagnosticsLogger>()), ct);
        var rows = new List<T>();
        while (await answer.DbDataReader.ReadAsync(ct)) rows.Add(row(answer.DbDataReader));
        return rows;
    }

    /// <summary>A value of a column is stored as the column's mapping says, anything else as its type is by default.</summary>
    private static object[] Bound(StaffFlowsDbContext db, object?[] arguments)
    {
        if (!arguments.Any(argument => argument is RowValue)) return arguments!;

        using var binder = db.Database.GetDbConnection().CreateCommand();
        return [.. arguments.Select(argument => argument is RowValue value ? value.Column.Bind(binder, "", value.Value) : argument!)];
    }
}
