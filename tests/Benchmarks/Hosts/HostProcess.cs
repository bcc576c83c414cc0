using System.Diagnostics;
using System.Globalization;
using StaffFlows.Benchmarks.Databases;

namespace StaffFlows.Benchmarks.Hosts;

/// <summary>A host in a process of its own, on loopback.</summary>
internal sealed class HostProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly Process process;
    private readonly TextWriter log;

    private HostProcess(Process process, TextWriter log, Uri address, TimeSpan startedIn) =>
        (this.process, this.log, Address, StartedIn) = (process, log, address, startedIn);

    public Uri Address { get; }

    public int ProcessId => process.Id;

    /// <summary>From the start of the process to the first answer that it is ready.</summary>
    public TimeSpan StartedIn { get; }

    /// <param name="assembly">The built host.</param>
    /// <param name="readyPath">Answers 200 once requests are served.</param>
    /// <exception cref="InvalidOperationException">It ended before it was ready; the message names its log.</exception>
    public static async Task<HostProcess> StartAsync(
        string assembly, IEnumerable<KeyValuePair<string, string>> settings, string readyPath, string logFile, TimeProvider time, CancellationToken ct)
    {
        var address = new Uri($"http://127.0.0.1:{PostgreSqlServer.FreePort()}");
        var start = new ProcessStartInfo("dotnet", [assembly, "--urls", $"{address}"])
        {
            WorkingDirectory = Path.GetDirectoryName(assembly)!, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        foreach (var (key, value) in settings) start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;

        var written = TextWriter.Synchronized(new StreamWriter(logFile, append: true) { AutoFlush = true });
        var began = time.GetTimestamp();
        var started = Process.Start(start)!;
        started.OutputDataReceived += (_, line) => written.WriteLine(line.Data);
        started.ErrorDataReceived += (_, line) => written.WriteLine(line.Data);
        started.BeginOutputReadLine();
        started.BeginErrorReadLine();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        try
        {
            await UntilReadyAsync(started, new Uri(address, readyPath), patience.Token);
            return new(started, written, address, time.GetElapsedTime(began));
        }
        catch
        {
            if (!started.HasExited) started.Kill();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            await Tool.RunAsync("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)], CancellationToken.None);
            await process.WaitForExitAsync(CancellationToken.None);
        }

        process.Dispose();
        await log.DisposeAsync();
    }

    private static async Task UntilReadyAsync(Process process, Uri ready, CancellationToken ct)
    {
        using var client = new HttpClient();
        while (!process.HasExited)
        {
            try
            {
                using var answer = await client.GetAsync(ready, ct);
                if (answer.IsSuccessStatusCode) return;
            }
            catch (HttpRequestException)
            {
                // It does not listen yet.
            }

            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, ct);
        }

        throw new InvalidOperationException($"The host ended with {process.ExitCode} before it was ready; its log is in the folder of the run (--keep).");
    }
}
