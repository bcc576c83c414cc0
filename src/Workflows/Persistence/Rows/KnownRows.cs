namespace StaffFlows.Workflows.Persistence.Rows;

/// <summary>Rows that a commit goes by: as they were read, and as they are to be written. Also knows which ones there are not.</summary>
internal sealed class KnownRows
{
    private static readonly Func<object, object> Copy = typeof(object)
        .GetMethod("MemberwiseClone", System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic)!
        .CreateDelegate<Func<object, object>>();

    private readonly Dictionary<(Type Type, object Key), KnownRow?> byKey = [];

    /// <summary>In the order in which they became known.</summary>
    public IEnumerable<KnownRow> Read => byKey.Values.OfType<KnownRow>().Where(row => row.Before is not null);

    /// <summary>Takes a row in as it was read, unless it is known already.</summary>
    public T Take<T>(object key, T row)
        where T : class
    {
        if (Find<T>(key, out var known) && known is not null) return known;
        byKey[(typeof(T), key)] = new(row, Copy(row));
        return row;
    }

    /// <summary>Notes that there is no such row.</summary>
    public void Miss<T>(object key) => byKey.TryAdd((typeof(T), key), null);

    public void Add<T>(object key, T row)
        where T : class => byKey[(typeof(T), key)] = new(row, null);

    /// <summary>The row in the place of one that is known.</summary>
    public void Replace<T>(object key, T row)
        where T : class => byKey[(typeof(T), key)] = byKey[(typeof(T), key)]! with { Row = row };

    /// <summary>Whether it is known if there is such a row, and the row.</summary>
    public bool Find<T>(object key, out T? row)
        where T : class
    {
        var isKnown = byKey.TryGetValue((typeof(T), key), out var known);
        row = (T?)known?.Row;
        return isKnown;
    }
}

/// <param name="Before">As it was read; null for a row that the commit adds.</param>
internal sealed record KnownRow(object Row, object? Before);
