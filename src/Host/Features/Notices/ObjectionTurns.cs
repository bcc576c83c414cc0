namespace StaffFlows.Host.Features.Notices;

/// <summary>
/// Objections enter one after another on a node. Each moves its publicity on (EC-01), so that many at once would have to run again for one
/// another until some of them were told that the system is busy. What other nodes take meanwhile, the runtime's own repeats settle.
/// </summary>
internal sealed class ObjectionTurns : IDisposable
{
    private readonly SemaphoreSlim gate = new(1, 1);

    public async Task<T> TakeAsync<T>(Func<Task<T>> work, CancellationToken ct)
    {
        await gate.WaitAsync(ct);
        try
        {
            return await work();
        }
        finally
        {
            gate.Release();
        }
    }

    public void Dispose() => gate.Dispose();
}
