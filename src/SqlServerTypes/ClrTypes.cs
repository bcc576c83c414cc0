namespace Microsoft.SqlServer.Server;

/// <summary>How a .NET type of the database would be serialised. We have none.</summary>
public enum Format
{
    Unknown = 0,
    Native = 1,
    UserDefined = 2,
}

/// <summary>A .NET type of the database that would write itself. We have none.</summary>
public interface IBinarySerialize
{
    void Read(BinaryReader r);

    void Write(BinaryWriter w);
}

/// <summary>Marks .NET types of the database. The client asks every parameter's type for it, so it must be there to be absent.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = false)]
public sealed class SqlUserDefinedTypeAttribute(Format format) : Attribute
{
    /// <summary>The most bytes that a value takes; -1 has no bound.</summary>
    public int MaxByteSize { get; set; }

    public bool IsFixedLength { get; set; }

    public bool IsByteOrdered { get; set; }

    public Format Format { get; } = format;

    public string? ValidationMethodName { get; set; }

    public string? Name { get; set; }
}

/// <summary>Somebody used a type as a .NET type of the database that is not marked as one.</summary>
[Serializable]
public sealed class InvalidUdtException : SystemException
{
    internal InvalidUdtException(string message)
        : base(message)
    {
    }

    public static InvalidUdtException Create(Type udtType, string resourceReason) => new($"{udtType} is no type of the database: {resourceReason}");
}
