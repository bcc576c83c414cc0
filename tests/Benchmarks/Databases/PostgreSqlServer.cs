using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace StaffFlows.Benchmarks.Databases;

/// <summary>
/// A PostgreSQL of this run's own, on loopback and durable as in production. Autovacuum is off and everything is vacuumed and
/// analysed after each load instead, so that it runs beside no measurement.
/// </summary>
internal sealed class PostgreSqlServer : IAsyncDisposable
{
    /// <summary>Said of a database that is filled to the end.</summary>
    public const string Ready = "ready";

    private static readonly string[] Settings =
    [
        "listen_addresses=127.0.0.1", "unix_socket_directories=", "max_connections=300", "shared_buffers=1GB", "max_wal_size=8GB",
        "checkpoint_timeout=30min", "autovacuum=off", "maintenance_work_mem=512MB",
    ];

    private readonly string tools;
    private readonly string data;
    private readonly NpgsqlDataSource server;

    private PostgreSqlServer(string tools, string data, int port)
    {
        (this.tools, this.data, Port) = (tools, data, port);
        ProcessId = int.Parse(File.ReadLines(Path.Combine(data, "postmaster.pid")).First(), CultureInfo.InvariantCulture);
        server = NpgsqlDataSource.Create(ConnectionString("postgres"));
    }

    public int Port { get; }

    /// <summary>Of the process that all others of the server are children of.</summary>
    public int ProcessId { get; }

    /// <exception cref="InvalidOperationException">There is no PostgreSQL here, or it does not start.</exception>
    public static async Task<PostgreSqlServer> StartAsync(string folder, CancellationToken ct)
    {
        var bin = FindTools() ?? throw new InvalidOperationException("There is no PostgreSQL 15 or newer (Debian: postgresql).");
        var home = Directory.CreateDirectory(Path.Combine(folder, "postgresql")).FullName;
        if (Environment.IsPrivilegedProcess) await Tool.RunAsync("chown", ["postgres", home], ct);

        var files = Path.Combine(home, "data");
        if (!Directory.Exists(files)) await Tool.RunAsPostgresAsync(Path.Combine(bin, "initdb"), ["-D", files, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-locale"], ct);
        var port = FreePort();
        var options = string.Join(' ', Settings.Append($"port={port}").Select(setting => $"-c {setting}"));
        await Tool.RunAsPostgresAsync(Path.Combine(bin, "pg_ctl"), ["start", "-D", files, "-w", "-s", "-l", Path.Combine(home, "log"), "-o", options], ct);
        return new(bin, files, port);
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <param name="port">Of whoever stands before the server; null for the server itself.</param>
    public string ConnectionString(string database, int? port = null) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1", Port = port ?? Port, Username = "postgres", Database = database, SslMode = SslMode.Disable,
        GssEncryptionMode = GssEncryptionMode.Disable, MaxPoolSize = 100,
    }.ToString();

    public async Task<string> VersionAsync(CancellationToken ct)
    {
        await using var command = server.CreateCommand("SHOW server_version");
        return $"PostgreSQL {await command.ExecuteScalarAsync(ct)}";
    }

    public async Task ExecuteAsync(string sql, CancellationToken ct)
    {
        await using var command = server.CreateCommand(sql);
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Off only while something is filled that would be filled again after a crash.</summary>
    public async Task SetDurableAsync(bool isDurable, CancellationToken ct)
    {
        var word = isDurable ? "on" : "off";
        foreach (var setting in new[] { "fsync", "full_page_writes" }) await ExecuteAsync($"ALTER SYSTEM SET {setting} = {word}", ct);
        await ExecuteAsync("SELECT pg_reload_conf()", ct);
    }

    /// <summary>Whether a database of that name was filled to the end by an earlier run.</summary>
    public async Task<bool> HasReadyAsync(string database, CancellationToken ct)
    {
        await using var command = server.CreateCommand($"SELECT count(*) FROM pg_database WHERE datname = '{database}' AND shobj_description(oid, 'pg_database') = '{Ready}'");
        return (long)(await command.ExecuteScalarAsync(ct))! == 1;
    }

    /// <summary>Where the log of writes is now, in bytes.</summary>
    public async Task<long> WalPositionAsync(CancellationToken ct)
    {
        await using var command = server.CreateCommand("SELECT (pg_current_wal_insert_lsn() - '0/0'::pg_lsn)::bigint");
        return (long)(await command.ExecuteScalarAsync(ct))!;
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        NpgsqlConnection.ClearAllPools();
        await Tool.RunAsPostgresAsync(Path.Combine(tools, "pg_ctl"), ["stop", "-D", data, "-m", "fast", "-s", "-t", "600"], CancellationToken.None);
    }

    private static string? FindTools() =>
        Directory.Exists("/usr/lib/postgresql")
            ? Directory.EnumerateDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin"))
                .Where(bin => File.Exists(Path.Combine(bin, "initdb"))).Max(StringComparer.Ordinal)
            : Environment.GetEnvironmentVariable("PATH")!.Split(':').FirstOrDefault(bin => File.Exists(Path.Combine(bin, "initdb")));
}
