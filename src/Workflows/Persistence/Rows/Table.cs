using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Data.Common;
using System.Linq.Expressions;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace StaffFlows.Workflows.Persistence.Rows;

/// <summary>
/// One table of EF's model with the statements on it, in words that SQLite and PostgreSQL share. Parameters are numbered;
/// equal statements are one text, so that a connection prepares each of them once.
/// </summary>
internal sealed class Table
{
    private readonly Lazy<Func<DbDataReader, int, object>> read;
    private readonly Lazy<Func<object, object, ulong>> changes;
    private readonly ConcurrentDictionary<ulong, string> updates = new();
    private readonly ConcurrentDictionary<(int Rows, bool KeepsPresent), string> inserts = new();
    private readonly ConcurrentDictionary<(Column Column, int Values), string> deletes = new();
    private readonly Lazy<string> replace;
    private readonly FrozenDictionary<string, Column> byProperty;

    private Table(IEntityType entity, ISqlGenerationHelper sql)
    {
        Name = sql.DelimitIdentifier(entity.GetTableName()!);
        Columns = [.. entity.GetProperties().Where(p => p.PropertyInfo is not null).Select(p => new Column(p, sql.DelimitIdentifier(p.GetColumnName())))];
        byProperty = Columns.ToFrozenDictionary(c => c.PropertyName, StringComparer.Ordinal);
        Key = [.. entity.FindPrimaryKey()!.Properties.Select(p => Column(p.Name))];
        Owners = [.. entity.GetForeignKeys().Select(f => f.PrincipalEntityType.ClrType)];
        Depth = DepthOf(entity);
        SelectByKey = $"SELECT {ColumnsOf("r")} FROM {Name} r WHERE {string.Join(" AND ", Key.Index().Select(k => $"{k.Item.Name} = ${k.Index + 1}"))}";
        replace = new(() => UpdateText(Columns.Index().Where(c => !c.Item.IsKey).Aggregate(0UL, (bits, c) => bits | (1UL << c.Index))));
        read = new(() => CompileRead((ConstructorBinding)entity.ConstructorBinding!));
        changes = new(() => CompileChanges(entity.ClrType));
    }

    /// <summary>The table of a kind of rows; one for all contexts that share a model.</summary>
    public static Table Of(StaffFlowsDbContext db, Type type)
    {
        var entity = db.Model.FindEntityType(type)!;
        return entity.GetOrAddRuntimeAnnotationValue(nameof(Table), static known => new Table(known.Entity, known.Sql), (Entity: entity, Sql: db.GetService<ISqlGenerationHelper>()));
    }

    /// <summary>Quoted.</summary>
    public string Name { get; }

    /// <summary>How many rows one statement takes; providers limit its parameters.</summary>
    public int MostRows => 500 / Columns.Count;

    public IReadOnlyList<Column> Columns { get; }

    public IReadOnlyList<Column> Key { get; }

    /// <summary>What its rows belong to, by foreign keys.</summary>
    public IReadOnlyList<Type> Owners { get; }

    /// <summary>0 where its rows belong to nothing; else greater than that of every table they belong to, whose rows must be there first.</summary>
    public int Depth { get; }

    public string SelectByKey { get; }

    public Column Column(string propertyName) => byProperty[propertyName];

    public bool HaveSameKey(object row, object other) => Key.All(column => Equals(column.Of(row).Value, column.Of(other).Value));

    /// <summary>All columns, as <see cref="Read"/> expects them.</summary>
    public string ColumnsOf(string alias) => string.Join(", ", Columns.Select(c => $"{alias}.{c.Name}"));

    /// <summary>The row in the fields from <paramref name="field"/> on.</summary>
    public object Read(DbDataReader reader, int field) => read.Value(reader, field);

    /// <summary>As <see cref="Read"/>; null where an outer join found none.</summary>
    public object? Find(DbDataReader reader, int field) => reader.IsDBNull(field) ? null : read.Value(reader, field);

    public string SelectBy(Column column) => $"SELECT {ColumnsOf("r")} FROM {Name} r WHERE r.{column.Name} = $1";

    /// <summary>Removes the rows whose column has one of these values.</summary>
    public RowStatement Delete(Column column, IReadOnlyCollection<object> values) => new(
        deletes.GetOrAdd((column, values.Count), shape => $"DELETE FROM {Name} WHERE {shape.Column.Name} IN ({string.Join(", ", Enumerable.Range(1, shape.Values).Select(n => $"${n}"))})"),
        [.. values.Select(value => new RowValue(column, value))])
    {
        Removes = new(this, column, values),
    };

    /// <param name="keepsPresent">A row that is there already stays as it is.</param>
    public RowStatement Insert(IReadOnlyCollection<object> rows, bool keepsPresent) =>
        new(inserts.GetOrAdd((rows.Count, keepsPresent), shape => InsertText(shape.Rows, shape.KeepsPresent)), [.. rows.SelectMany(row => Columns.Select(c => c.Of(row)))])
        {
            Adds = new(this, rows, keepsPresent),
            WhenDuplicate = CommitScope.Conflict,
        };

    /// <summary>Writes every column but those of the key; the row must have <paramref name="guard"/> before.</summary>
    public RowStatement Replace(object row, RowValue guard)
    {
        var written = Columns.Where(c => !c.IsKey).ToList();
        return new(replace.Value, [.. written.Select(c => c.Of(row)), .. Key.Select(c => c.Of(row)), guard]) { WhenMissed = CommitScope.Conflict };
    }

    /// <summary>Writes what differs, where the guarding columns are still as read; null where nothing differs.</summary>
    public RowStatement? Update(object before, object row)
    {
        var changed = changes.Value(before, row);
        if (changed == 0) return null;

        var values = new List<RowValue>();
        for (var i = 0; i < Columns.Count; i++)
            if ((changed & (1UL << i)) != 0) values.Add(Columns[i].Of(row));
        values.AddRange(Key.Select(c => c.Of(row)));
        values.AddRange(Columns.Where(c => c.IsToken).Select(c => c.Of(before)));
        return new(updates.GetOrAdd(changed, UpdateText), values) { WhenMissed = CommitScope.Conflict };
    }

    private static int DepthOf(IEntityType entity) => entity.GetForeignKeys().Select(f => f.PrincipalEntityType)
        .Where(owner => owner != entity).Select(owner => 1 + DepthOf(owner)).DefaultIfEmpty().Max();

    private string InsertText(int rows, bool keepsPresent)
    {
        var text = new StringBuilder($"INSERT INTO {Name} ({string.Join(", ", Columns.Select(c => c.Name))}) VALUES ");
        for (var row = 0; row < rows; row++)
        {
            var first = (row * Columns.Count) + 1;
            text.Append(row == 0 ? "(" : ", (").AppendJoin(", ", Enumerable.Range(first, Columns.Count).Select(n => $"${n}")).Append(')');
        }

        return keepsPresent ? text.Append(" ON CONFLICT DO NOTHING").ToString() : text.ToString();
    }

    private string UpdateText(ulong changed)
    {
        var next = 1;
        var set = Columns.Where((_, i) => (changed & (1UL << i)) != 0).Select(c => $"{c.Name} = ${next++}").ToList();
        var guards = Key.Concat(Columns.Where(c => c.IsToken)).Select(c => $"{c.Name} = ${next++}").ToList();
        return $"UPDATE {Name} SET {string.Join(", ", set)} WHERE {string.Join(" AND ", guards)}";
    }

    /// <summary>What EF would give to the constructor it gets here too; all else is set.</summary>
    private Func<DbDataReader, int, object> CompileRead(ConstructorBinding binding)
    {
        var (reader, first) = (Expression.Parameter(typeof(DbDataReader)), Expression.Parameter(typeof(int)));
        var fields = Columns.Index().ToDictionary(c => c.Item.PropertyName, c => c.Item.Read(reader, Expression.Add(first, Expression.Constant(c.Index))), StringComparer.Ordinal);
        var given = binding.ParameterBindings.Select(parameter => parameter.ConsumedProperties[0].Name).ToList();
        var members = fields.Where(field => !given.Contains(field.Key)).Select(field => (MemberBinding)Expression.Bind(binding.RuntimeType.GetProperty(field.Key)!, field.Value));
        var row = Expression.MemberInit(Expression.New(binding.Constructor, given.Select(name => fields[name])), members);
        return Expression.Lambda<Func<DbDataReader, int, object>>(Expression.Convert(row, typeof(object)), reader, first).Compile();
    }

    /// <summary>A bit per column that differs.</summary>
    private Func<object, object, ulong> CompileChanges(Type type)
    {
        var (before, row) = (Expression.Parameter(typeof(object)), Expression.Parameter(typeof(object)));
        var (left, right) = (Expression.Convert(before, type), Expression.Convert(row, type));
        Expression bits = Expression.Constant(0UL);
        foreach (var (i, column) in Columns.Index())
            bits = Expression.Or(bits, Expression.Condition(column.IsSame(left, right), Expression.Constant(0UL), Expression.Constant(1UL << i)));
        return Expression.Lambda<Func<object, object, ulong>>(bits, before, row).Compile();
    }
}
