using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace StaffFlows.Persistence.Contract.SqlServer;

/// <summary>Statements as SQL Server 2019 reads them, by its own parser.</summary>
internal static class TransactSql
{
    /// <exception cref="FormatException">The text is no Transact-SQL.</exception>
    public static TSqlFragment Parse(string sql)
    {
        using var reader = new StringReader(sql);
        var script = new TSql150Parser(initialQuotedIdentifiers: true).Parse(reader, out var errors);
        return errors.Count == 0
            ? script
            : throw new FormatException($"No Transact-SQL: {string.Join("; ", errors.Select(e => $"{e.Line}:{e.Column} {e.Message}"))}\n{sql}");
    }
}

/// <summary>Tables, columns and indexes by name, as the migrations made them.</summary>
internal sealed record Schema(Dictionary<string, HashSet<string>> Columns, HashSet<string> Indexes)
{
    public static Schema Of(string migrations)
    {
        var tables = new Definitions();
        TransactSql.Parse(migrations).Accept(tables);
        return tables.Schema;
    }

    /// <exception cref="FormatException">The statement is no Transact-SQL, or names what is not there.</exception>
    public void Check(string sql)
    {
        var names = new UsedNames(this);
        var script = TransactSql.Parse(sql);
        script.Accept(names);
        script.Accept(names.Columns);
        if (names.Columns.Unknown.Count > 0) throw new FormatException($"Unknown: {string.Join(", ", names.Columns.Unknown)}\n{sql}");
    }

    private sealed class Definitions : TSqlFragmentVisitor
    {
        public Schema Schema { get; } = new(new(StringComparer.Ordinal), new(StringComparer.Ordinal));

        public override void Visit(CreateTableStatement node) =>
            Schema.Columns[node.SchemaObjectName.BaseIdentifier.Value] =
                node.Definition.ColumnDefinitions.Select(c => c.ColumnIdentifier.Value).ToHashSet(StringComparer.Ordinal);

        public override void Visit(AlterTableAddTableElementStatement node) =>
            Schema.Columns[node.SchemaObjectName.BaseIdentifier.Value].UnionWith(node.Definition.ColumnDefinitions.Select(c => c.ColumnIdentifier.Value));

        public override void Visit(CreateIndexStatement node) => Schema.Indexes.Add(node.Name.Value);
    }
}

/// <summary>First pass: which tables a script uses, under which aliases, and the names that it makes up itself.</summary>
internal sealed class UsedNames(Schema schema) : TSqlFragmentVisitor
{
    public UsedColumns Columns { get; } = new();

    public override void Visit(ColumnDefinition node) => Own([node.ColumnIdentifier.Value]);

    public override void Visit(CreateIndexStatement node) => Columns.Tables.Add((node.Name.Value, schema.Columns[node.OnName.BaseIdentifier.Value]));

    /// <summary>The part of a date is read as a column.</summary>
    public override void Visit(FunctionCall node)
    {
        if (node.FunctionName.Value == "DATEADD" && node.Parameters[0] is ColumnReferenceExpression part)
            Own(part.MultiPartIdentifier.Identifiers.Select(i => i.Value));
    }

    public override void Visit(SelectScalarExpression node)
    {
        if (node.ColumnName?.Value is { } name) Own([name]);
    }

    public override void Visit(SchemaDeclarationItem node) => Own([node.ColumnDefinition.ColumnIdentifier.Value]);

    public override void Visit(InlineDerivedTable node) => Own(node.Columns.Select(c => c.Value));

    public override void Visit(CommonTableExpression node) => Columns.Queries.Add(node.ExpressionName.Value);

    public override void Visit(NamedTableReference node)
    {
        var table = node.SchemaObject.BaseIdentifier.Value;
        if (node.SchemaObject.SchemaIdentifier?.Value == "sys") Columns.IsAboutTheServer = true;
        else if (schema.Columns.TryGetValue(table, out var columns)) Columns.Tables.Add((node.Alias?.Value ?? table, columns));
        else Columns.Targets.Add(table);
    }

    public override void Visit(IndexTableHint node) => Columns.Unknown.AddRange(
        node.IndexValues.Select(i => i.Identifier.Value).Where(i => !schema.Indexes.Contains(i)).Select(i => $"index {i}"));

    private void Own(IEnumerable<string> names) => Columns.Own.UnionWith(names);
}

/// <summary>Second pass: each column is one of its table, each table is one of the database.</summary>
internal sealed class UsedColumns : TSqlFragmentVisitor
{
    public List<(string Alias, HashSet<string> Columns)> Tables { get; } = [];

    /// <summary>Columns of queries and table variables within the script.</summary>
    public HashSet<string> Own { get; } = new(StringComparer.Ordinal);

    public HashSet<string> Queries { get; } = new(StringComparer.Ordinal);

    /// <summary>Named like tables; all right where they are aliases or common table expressions.</summary>
    public HashSet<string> Targets { get; } = new(StringComparer.Ordinal);

    /// <summary>The server's own views are not looked up.</summary>
    public bool IsAboutTheServer { get; set; }

    public List<string> Unknown { get; } = [];

    public override void Visit(TSqlScript node) =>
        Unknown.AddRange(Targets.Except(Queries).Except(Tables.Select(t => t.Alias)).Select(t => $"table {t}"));

    public override void Visit(ColumnReferenceExpression node)
    {
        if (IsAboutTheServer || node.MultiPartIdentifier?.Identifiers is not [.., var last] parts) return;
        var qualifier = parts.Count > 1 ? parts[^2].Value : null;
        var tables = Tables.Where(t => qualifier is null or "inserted" or "deleted" || t.Alias == qualifier).ToList();
        if (tables.Any(t => t.Columns.Contains(last.Value))) return;
        if (Own.Contains(last.Value) && (qualifier is null || tables.Count == 0)) return;
        if (qualifier is not null && tables.Count == 0 && Tables.Any(t => t.Columns.Contains(last.Value))) return;
        Unknown.Add($"column {qualifier}.{last.Value}");
    }
}
