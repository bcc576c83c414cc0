namespace StaffFlows.Workflows.Persistence.PostgreSql;

/// <summary>
/// Lets what comes at the same moment go in one batch: a few batches are under way at once, and what comes meanwhile goes together in the
/// next one. Whoever comes alone goes at once and waits for nobody.
/// </summary>
/// <param name="lanes">How many batches are under way at once.</param>
/// <param name="most">How many entries go in one.</param>
/// <param name="carry">Carries out the entries of one batch and tells each how it went; throws nothing.</param>
internal sealed class SharedBatches<T>(int lanes, int most, Func<IReadOnlyList<T>, Task> carry)
{
    private readonly Lock turn = new();
    private readonly Queue<T> waiting = new();
    private int underWay;

    /// <summary>Ends with the entry's own batch, or at once where it goes with a later one.</summary>
    public Task EnterAsync(T entry)
    {
        lock (turn)
        {
            if (underWay == lanes)
            {
                waiting.Enqueue(entry);
                return Task.CompletedTask;
            }

            underWay++;
        }

        return CarryFirstAsync(entry);
    }

    private async Task CarryFirstAsync(T entry)
    {
        await carry([entry]);
        if (Next() is { } group) _ = Task.Run(() => CarryOnAsync(group), CancellationToken.None);     // not for the first one to wait for
    }

    private async Task CarryOnAsync(List<T> group)
    {
        for (var next = group; next is not null; next = Next()) await carry(next);
    }

    /// <summary>What has come meanwhile; null, and the lane is free, where nothing has.</summary>
    private List<T>? Next()
    {
        lock (turn)
        {
            var group = new List<T>(Math.Min(most, waiting.Count));
            while (group.Count < most && waiting.TryDequeue(out var entry)) group.Add(entry);
            if (group.Count > 0) return group;

            underWay--;
            return null;
        }
    }
}
