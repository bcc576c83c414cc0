using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace StaffFlows.Drills;

/// <summary>A PostgreSQL server of a drill's own, which it may stop and start. Like ours it never runs as root.</summary>
internal sealed class PostgreSqlServer : IDrillDatabase
{
    private readonly string home = Directory.CreateTempSubdirectory("staffflows-postgresql-").FullName;
    private readonly int port = FreePort();

    private PostgreSqlServer()
    {
    }

    /// <summary>Why there can't be one; null where there can.</summary>
    public static string? Absent => Tools is null ? "No PostgreSQL tools (initdb, pg_ctl): install them (Debian: postgresql)." : null;

    public string Provider => "PostgreSql";

    public string ConnectionString => string.Create(CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={port};Username=postgres;Database=postgres");

    private static string? Tools { get; } =
        (Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql") : [])
            .OrderByDescending(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var version) ? version : 0)
            .Select(folder => Path.Combine(folder, "bin"))
            .Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(':'))
            .FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "pg_ctl")));

    private string Data => Path.Combine(home, "data");

    public static async Task<PostgreSqlServer> CreateAsync()
    {
        var server = new PostgreSqlServer();
        if (Environment.IsPrivilegedProcess) await RunAsync("chown", "postgres", server.home);
        await AsPostgresAsync("initdb", "-D", server.Data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-locale");
        await server.StartAsync();
        return server;
    }

    public Task StartAsync() => AsPostgresAsync(
        "pg_ctl", "start", "-D", Data, "-w", "-s", "-l", Path.Combine(home, "log"),
        "-o", string.Create(CultureInfo.InvariantCulture, $"-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories= -c max_connections=200"));

    /// <summary>At once: whatever runs is cut off, as when the machine goes.</summary>
    public Task StopAsync() => AsPostgresAsync("pg_ctl", "stop", "-D", Data, "-m", "immediate", "-w", "-s");

    public async ValueTask DisposeAsync()
    {
        if (File.Exists(Path.Combine(Data, "postmaster.pid"))) await StopAsync();
        Directory.Delete(home, recursive: true);
    }

    private static Task AsPostgresAsync(string tool, params string[] arguments) => Environment.IsPrivilegedProcess
        ? RunAsync("runuser", ["-u", "postgres", "--", Path.Combine(Tools!, tool), .. arguments])
        : RunAsync(Path.Combine(Tools!, tool), arguments);

    /// <summary>Its output goes nowhere: the server that it leaves running would keep a pipe open.</summary>
    private static async Task RunAsync(string command, params string[] arguments)
    {
        var start = new ProcessStartInfo("sh", ["-c", "\"$0\" \"$@\" >/dev/null 2>&1", command, .. arguments]) { UseShellExecute = false, WorkingDirectory = "/" };
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{command} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
