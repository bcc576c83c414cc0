using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using StaffFlows.Benchmarks.Databases;
using StaffFlows.Benchmarks.Procedures;

namespace StaffFlows.Benchmarks.Hosts;

/// <summary>How hosts of this run are started: the release build, its workflows folder with our procedures, settings of a production host.</summary>
internal sealed class Hall(string folder, TimeProvider time)
{
    private const string Ready = "/health/ready";

    /// <summary>Beside the benchmark's own output, and built in the same configuration.</summary>
    private static readonly string Output = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", ".."));

    private static readonly string Configuration = Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));

    private readonly string workflows = Path.Combine(folder, "workflows");

    public static string HostAssembly => Path.Combine(Output, "StaffFlows.Host", Configuration, "StaffFlows.Host.dll");

    public static string BareHostAssembly => Path.Combine(Output, "StaffFlows.BareHost", Configuration, "StaffFlows.BareHost.dll");

    /// <summary>What is measured is the release build.</summary>
    public static bool IsOptimised => Configuration.Contains("release", StringComparison.OrdinalIgnoreCase);

    /// <summary>Sign-ins and sending are not what is measured; many people sign in at once from one address, and the outbox is only written.</summary>
    private static ImmutableDictionary<string, string> Settings { get; } = new Dictionary<string, string>
    {
        ["Demo:Seed"] = "true",
        ["Clock:Adjustable"] = "true",
        ["Security:DataKey"] = Convert.ToBase64String(new byte[32]),
        ["Security:SecureCookies"] = "false",
        ["Security:SignInsPerMinute"] = "10000",
        ["Mail:Sender"] = "None",
        ["Sms:Sender"] = "None",
    }.ToImmutableDictionary();

    /// <summary>With a workflows folder of its own.</summary>
    public Hall Another(string name) => new(Directory.CreateDirectory(Path.Combine(folder, name)).FullName, time);

    /// <summary>Lays out what fresh databases are filled with.</summary>
    /// <param name="people">In the organisation, the demo's included.</param>
    public void Furnish(int people)
    {
        var source = Path.Combine(Path.GetDirectoryName(HostAssembly)!, "workflows");
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(workflows, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target, overwrite: true);
        }

        foreach (var definition in Definitions.All) Write($"{definition["definitionId"]}.json", definition);
        Write(Path.Combine("forms", "bench.json"), FormText.Form);
        Write("demo-organisation.json", Staff.Organisation(Path.Combine(source, "demo-organisation.json"), people));
    }

    /// <param name="port">Of whoever stands before the database server; null to reach it directly.</param>
    public Task<HostProcess> OpenAsync(Store store, CancellationToken ct, int? port = null) =>
        HostProcess.StartAsync(HostAssembly, SettingsFor(store, port), Ready, LogOf(store), time, ct);

    /// <summary>ASP.NET Core with the product's libraries and nothing of the product.</summary>
    public Task<HostProcess> OpenBareAsync(Store store, CancellationToken ct) =>
        HostProcess.StartAsync(BareHostAssembly, SettingsFor(store, null), "/", LogOf(store), time, ct);

    private IEnumerable<KeyValuePair<string, string>> SettingsFor(Store store, int? port) =>
    [
        .. Settings,
        new("Workflows:Folder", workflows),
        new("Database:Provider", store.Provider),
        new("ConnectionStrings:StaffFlows", port is { } before && store is PostgreSqlStore server ? server.Server.ConnectionString(store.Name, before) : store.ConnectionString),
    ];

    private string LogOf(Store store) => Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"host-{store.Provider}-{store.Name}.log"));

    private void Write(string file, JsonObject content) => File.WriteAllText(Path.Combine(workflows, file), content.ToJsonString(), new UTF8Encoding(false));
}
