using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace StaffFlows.Drills.Cluster;

/// <summary>The proxy that docker/compose.cluster.yaml runs, with the same file, in front of two nodes of a drill.</summary>
internal sealed class Proxy : IAsyncDisposable
{
    public const string Absent = "No HAProxy: install it (Debian: haproxy).";

    private const string Executable = "/usr/sbin/haproxy";

    private readonly Process process;

    private Proxy(Process process, Uri address) => (this.process, Address) = (process, address);

    public static bool IsThere => File.Exists(Executable);

    public Uri Address { get; }

    /// <param name="nodes">Their ports, two of them; a node that is not there yet joins when it answers its health check.</param>
    public static async Task<Proxy> StartAsync(IReadOnlyList<int> nodes)
    {
        var port = FreePort();
        var start = new ProcessStartInfo(Executable, ["-db", "-f", RepositoryFolder.Of("docker", "haproxy.cfg")]) { UseShellExecute = false };
        start.Environment["LISTEN"] = At(port);
        (start.Environment["NODE_A"], start.Environment["NODE_B"]) = (At(nodes[0]), At(nodes[1]));
        start.Environment["SCHEME"] = "http";
        start.Environment["TRUSTED"] = "10.0.0.0/8";
        start.Environment["RESOLVE"] = "libc,none";
        var proxy = new Proxy(Process.Start(start)!, new Uri($"http://{At(port)}"));
        await Patience.UntilAsync(proxy.AnswersAsync, TimeSpan.FromSeconds(30), "the proxy finds a node");
        return proxy;
    }

    /// <summary>A port that was free a moment ago. Nodes need theirs before they start, because the proxy knows them by it.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Answers when the proxy has sent somebody to that node, a or b.</summary>
    public Task UntilItUsesAsync(string node) => Patience.UntilAsync(
        async () =>
        {
            using var client = new HttpClient { BaseAddress = Address };
            using var answer = await client.GetAsync(new Uri("/health/live", UriKind.Relative));
            return answer.Headers.TryGetValues("X-Node", out var names) && names.Single() == node;
        },
        TimeSpan.FromMinutes(1), $"the proxy uses node {node}");

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private static string At(int port) => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port}");

    private async Task<bool> AnswersAsync()
    {
        using var client = new HttpClient { BaseAddress = Address };
        try
        {
            return (await client.GetAsync(new Uri("/health/ready", UriKind.Relative))).IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
