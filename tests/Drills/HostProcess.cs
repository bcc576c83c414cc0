using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using StaffFlows.Testing;

namespace StaffFlows.Drills;

/// <summary>
/// A host as a deployment runs it: a process of its own, in Production, told everything by environment variables. It can be
/// killed, stopped and started again on the same database; callers keep their clients and sign-ins through all of that.
/// </summary>
internal sealed class HostProcess : IAsyncDisposable
{
    private const string Listening = "Now listening on: ";
    private const int Terminate = 15;
    private const int Freeze = 19;
    private const int Thaw = 18;

    /// <summary>For the first start, which fills the database, on a busy machine.</summary>
    private static readonly TimeSpan StartsWithin = TimeSpan.FromMinutes(2);

    private static readonly string Executable =
        typeof(HostProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(m => m.Key == "HostExecutable").Value!;

    private readonly Dictionary<string, string> settings;
    private readonly ConcurrentDictionary<string, Staff> staff = [];
    private readonly DirectoryInfo outbox = Directory.CreateTempSubdirectory("staffflows-outbox-");
    private Process? process;
    private int port;

    private HostProcess(IDrillDatabase database, IEnumerable<(string Key, string Value)> extra)
    {
        settings = new()
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            ["ASPNETCORE_URLS"] = "http://127.0.0.1:0",
            ["Database__Provider"] = database.Provider,
            ["ConnectionStrings__StaffFlows"] = database.ConnectionString,
            ["Security__DataKey"] = DataKey,
            ["Security__SecureCookies"] = "false",
            ["Security__SignInsPerMinute"] = "10000",
            ["Demo__Seed"] = "true",
            ["Clock__Adjustable"] = "true",
            ["Messaging__Folder"] = outbox.FullName,
        };
        foreach (var (key, value) in extra) settings[key.Replace(":", "__", StringComparison.Ordinal)] = value;
    }

    /// <summary>What personal data is encrypted with in all drills: 32 bytes in base64.</summary>
    public static string DataKey { get; } = Convert.ToBase64String("drills keep no secrets, 32 bytes"u8);

    public HostLog Log { get; } = new();

    /// <summary>The messages that it has sent, as the names of their files: time, id of the row, attempt.</summary>
    public IReadOnlyList<string> Sent => [.. outbox.EnumerateFiles("*", SearchOption.AllDirectories).Select(file => file.Name)];

    /// <summary>Where this life of it listens.</summary>
    public Uri Address => new($"http://127.0.0.1:{port}");

    public bool IsRunning => process is { HasExited: false };

    public int ExitCode => process!.ExitCode;

    public int ProcessId => process!.Id;

    /// <param name="settings">Configuration keys with colons, e.g. <c>Clock:Adjustable</c>; they win over the drills' own.</param>
    public static async Task<HostProcess> StartAsync(IDrillDatabase database, params (string Key, string Value)[] settings)
    {
        var host = new HostProcess(database, settings);
        try
        {
            await host.StartAsync();
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts it again; answers when it takes requests, which is after everything that must be done before the first one.</summary>
    public async Task StartAsync()
    {
        var mark = Log.Mark;
        Launch();
        await Patience.UntilAsync(() => !IsRunning || Log.Since(mark).Any(Said), StartsWithin, $"the host listens\n{Log}");
        if (Log.Since(mark).FirstOrDefault(Said) is not { } line) throw new InvalidOperationException($"The host ended with exit code {ExitCode}:\n{Log}");

        port = new Uri(line.Message[Listening.Length..]).Port;

        static bool Said(LogLine line) => line.Message.StartsWith(Listening, StringComparison.Ordinal);
    }

    /// <summary>Starts the process and waits for nothing.</summary>
    public void Launch() => process = Run();

    /// <summary>The executable as a tool, configured as the host is, beside it or without it; what it says is in the log.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> CommandAsync(params string[] arguments)
    {
        using var command = Run(arguments);
        await command.WaitForExitAsync();
        return command.ExitCode;
    }

    /// <summary>SIGKILL: the power is gone between two instructions. Answers when the process is no more.</summary>
    public async Task KillAsync()
    {
        if (process is null) return;
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>SIGSTOP: it does nothing at all until it is told to go on, and notices nothing of that.</summary>
    public void Pause() => _ = Signal(process!.Id, Freeze);

    public void GoOn() => _ = Signal(process!.Id, Thaw);

    /// <summary>SIGTERM, and waits until it has ended by itself.</summary>
    public async Task StopAsync()
    {
        if (!IsRunning) return;
        _ = Signal(process!.Id, Terminate);
        await process.WaitForExitAsync();
    }

    public async Task RestartAsync()
    {
        await StopAsync();
        await StartAsync();
    }

    /// <summary>A client that finds the host wherever this life of it listens.</summary>
    public HttpClient NewClient() => new(new SocketsHttpHandler { ConnectCallback = async (_, ct) => await ConnectAsync(ct), AllowAutoRedirect = false, UseCookies = false })
    {
        BaseAddress = new Uri("http://hall.test"),
        Timeout = TimeSpan.FromMinutes(1),
    };

    /// <summary>A person of the demo organisation, e.g. u030, signed in by REST; the sign-in outlives restarts.</summary>
    public async Task<Staff> AsAsync(string userName)
    {
        if (staff.TryGetValue(userName, out var known)) return known;

        var client = NewClient();
        using var answer = await client.PostAsJsonAsync("/api/v1/auth/token", new { userName, password = "Demo#2026" });
        answer.EnsureSuccessStatusCode();
        var token = (await answer.Content.ReadFromJsonAsync<JsonObject>())!["accessToken"]!.GetValue<string>();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return staff.GetOrAdd(userName, new Staff(userName, client));
    }

    /// <summary>What <c>/health/ready</c> says: the status and the parts by name.</summary>
    public async Task<Answer> HealthAsync()
    {
        using var client = NewClient();
        return await Answer.ReadAsync(await client.GetAsync("/health/ready"));
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        process?.Dispose();
        outbox.Delete(recursive: true);
        foreach (var person in staff.Values) person.Client.Dispose();
    }

    private async Task<Stream> ConnectAsync(CancellationToken ct)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync("127.0.0.1", port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private Process Run(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Executable, .. arguments])
        {
            WorkingDirectory = Path.GetDirectoryName(Executable), UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        foreach (var (key, value) in settings) start.Environment[key] = value;
        var started = new Process { StartInfo = start };
        started.OutputDataReceived += (_, said) => Log.Add(said.Data);
        started.ErrorDataReceived += (_, said) => Log.Add(said.Data);
        started.Start();
        started.BeginOutputReadLine();
        started.BeginErrorReadLine();
        return started;
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Signal(int processId, int signal);
}
