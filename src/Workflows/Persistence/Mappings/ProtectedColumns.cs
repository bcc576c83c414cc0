using System.Linq.Expressions;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace StaffFlows.Workflows.Persistence.Mappings;

/// <summary>The protector of a column. A model that is compiled names its converters by their types alone, so it comes afterwards.</summary>
internal sealed class ColumnProtector
{
    private IFieldProtector? protector;

    public IFieldProtector Current
    {
        get => protector ?? throw new InvalidOperationException("The column is protected, but nothing protects this model; take the one that ProtectedBy answers.");
        set => protector = value;
    }
}

internal interface IProtectedColumn
{
    ColumnProtector Protector { get; }
}

internal abstract class ProtectedColumn<TValue, TStored>(
    ColumnProtector protector, Expression<Func<TValue, TStored>> protect, Expression<Func<TStored, TValue>> unprotect)
    : ValueConverter<TValue, TStored>(protect, unprotect), IProtectedColumn
{
    public ColumnProtector Protector { get; } = protector;
}

internal sealed class ProtectedText : ProtectedColumn<string, string>
{
    public ProtectedText()
        : this(new())
    {
    }

    private ProtectedText(ColumnProtector protector)
        : base(protector, plain => protector.Current.Protect(plain), secret => protector.Current.Unprotect(secret))
    {
    }
}

internal sealed class ProtectedBytes : ProtectedColumn<byte[], byte[]>
{
    public ProtectedBytes()
        : this(new())
    {
    }

    private ProtectedBytes(ColumnProtector protector)
        : base(protector, plain => protector.Current.Protect(plain), secret => protector.Current.Unprotect(secret))
    {
    }
}

/// <summary>The history of an instance. Before it carried values it was not protected; no base 64 begins like a list.</summary>
internal sealed class ProtectedJournal : ProtectedColumn<string, string>
{
    public ProtectedJournal()
        : this(new())
    {
    }

    private ProtectedJournal(ColumnProtector protector)
        : base(
            protector, plain => protector.Current.Protect(plain),
            stored => stored.StartsWith('[') ? stored : protector.Current.Unprotect(stored))
    {
    }
}

/// <summary>A JSON object; changes inside it are noticed.</summary>
internal sealed class ProtectedObject : ProtectedColumn<JsonObject, string>
{
    public ProtectedObject()
        : this(new())
    {
    }

    private ProtectedObject(ColumnProtector protector)
        : base(
            protector, plain => protector.Current.Protect(plain.ToJsonString(ColumnJson.Options)),
            secret => JsonNode.Parse(protector.Current.Unprotect(secret), null, default)!.AsObject())
    {
    }

    internal sealed class Comparer() : ValueComparer<JsonObject>(
        (left, right) => JsonNode.DeepEquals(left, right), value => value.Count, value => value.DeepClone().AsObject());
}

internal static class ProtectedModels
{
    /// <summary>The model with every protected column bound to this protector; it must belong to nobody else.</summary>
    public static IModel ProtectedBy(this IModel model, IFieldProtector protector)
    {
        foreach (var column in model.GetEntityTypes().SelectMany(entity => entity.GetProperties()).Select(property => property.GetValueConverter()))
            if (column is IProtectedColumn { Protector: var held }) held.Current = protector;
        return model;
    }
}
