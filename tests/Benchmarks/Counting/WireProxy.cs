using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace StaffFlows.Benchmarks.Counting;

/// <summary>Stands between a host and the database server on loopback and counts; never in the way of a timed round.</summary>
internal sealed class WireProxy : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stopping = new();
    private readonly ConcurrentBag<WireCounter> counters = [];
    private readonly ConcurrentBag<Task> lines = [];
    private readonly Task accepting;
    private readonly int target;

    public WireProxy(int target)
    {
        this.target = target;
        listener.Start();
        accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public (long RoundTrips, long Commits, long RowChanges) Read() =>
        (counters.Sum(c => c.RoundTrips), counters.Sum(c => c.Commits), counters.Sum(c => c.RowChanges));

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        listener.Stop();
        await accepting;
        await Task.WhenAll(lines);
        stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true) lines.Add(CarryAsync(await listener.AcceptTcpClientAsync(stopping.Token)));
        }
        catch (Exception stopped) when (stopped is OperationCanceledException or SocketException)
        {
            // The run is over.
        }
    }

    private async Task CarryAsync(TcpClient client)
    {
        using var host = client;
        using var server = new TcpClient { NoDelay = true };
        host.NoDelay = true;
        try
        {
            await server.ConnectAsync(IPAddress.Loopback, target, stopping.Token);
            var counter = new WireCounter();
            counters.Add(counter);
            await Task.WhenAny(CopyAsync(host.GetStream(), server.GetStream(), null), CopyAsync(server.GetStream(), host.GetStream(), counter));
        }
        catch (Exception gone) when (gone is OperationCanceledException or IOException or SocketException)
        {
            // One of the two has hung up.
        }
    }

    private async Task CopyAsync(NetworkStream from, NetworkStream to, WireCounter? counter)
    {
        var buffer = new byte[32 * 1024];
        try
        {
            while (await from.ReadAsync(buffer, stopping.Token) is > 0 and var read)
            {
                counter?.Read(buffer.AsSpan(0, read));
                await to.WriteAsync(buffer.AsMemory(0, read), stopping.Token);
            }
        }
        catch (Exception gone) when (gone is OperationCanceledException or IOException or ObjectDisposedException)
        {
            // One of the two has hung up.
        }
    }
}
