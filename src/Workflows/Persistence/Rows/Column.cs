using System.Data.Common;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace StaffFlows.Workflows.Persistence.Rows;

/// <summary>A value on its way into a column.</summary>
internal readonly record struct RowValue(Column Column, object? Value);

/// <summary>One column as EF's model knows it: its name, how its values are converted, encrypted and bound.</summary>
internal sealed class Column(IProperty property, string name)
{
    private readonly RelationalTypeMapping mapping = property.GetRelationalTypeMapping();
    private readonly Lazy<Func<object, object?>> getter = new(() => CompileGetter(property));

    /// <summary>Quoted.</summary>
    public string Name { get; } = name;

    public string PropertyName { get; } = property.Name;

    public bool IsKey { get; } = property.IsPrimaryKey();

    /// <summary>Guards updates: the row must still have the value that was read.</summary>
    public bool IsToken { get; } = property.IsConcurrencyToken;

    public RowValue Of(object row) => new(this, getter.Value(row));

    public DbParameter Bind(DbCommand command, string parameterName, object? value) =>
        mapping.CreateParameter(command, parameterName, value, property.IsNullable);

    /// <summary>Reads the column from a reader's field into the type of the property.</summary>
    public Expression Read(ParameterExpression reader, Expression field)
    {
        var method = mapping.GetDataReaderMethod();
        var source = method.DeclaringType!.IsAssignableFrom(typeof(DbDataReader)) ? (Expression)reader : Expression.Convert(reader, method.DeclaringType);
        var value = mapping.CustomizeDataReaderExpression(Expression.Call(source, method, field));
        if (mapping.Converter is { } converter)
        {
            var from = converter.ConvertFromProviderExpression;
            if (value.Type != from.Parameters[0].Type) value = Expression.Convert(value, from.Parameters[0].Type);
            value = Expression.Invoke(from, value);
        }

        if (value.Type != property.ClrType) value = Expression.Convert(value, property.ClrType);
        if (!property.IsNullable) return value;

        var isNull = Expression.Call(reader, typeof(DbDataReader).GetMethod(nameof(DbDataReader.IsDBNull))!, field);
        return Expression.Condition(isNull, Expression.Default(property.ClrType), value);
    }

    /// <summary>Whether two rows hold the same; objects behind references count as the same only where they are one.</summary>
    public Expression IsSame(Expression left, Expression right)
    {
        var comparer = typeof(EqualityComparer<>).MakeGenericType(property.ClrType);
        var present = Expression.Property(null, comparer.GetProperty(nameof(EqualityComparer<object>.Default))!);
        return Expression.Call(
            present, comparer.GetMethod(nameof(EqualityComparer<object>.Equals), [property.ClrType, property.ClrType])!,
            Expression.Property(left, property.PropertyInfo!), Expression.Property(right, property.PropertyInfo!));
    }

    private static Func<object, object?> CompileGetter(IProperty property)
    {
        var row = Expression.Parameter(typeof(object));
        var value = Expression.Property(Expression.Convert(row, property.DeclaringType.ClrType), property.PropertyInfo!);
        return Expression.Lambda<Func<object, object?>>(Expression.Convert(value, typeof(object)), row).Compile();
    }
}
