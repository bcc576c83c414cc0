using System.Data.Common;
using StaffFlows.Engine.Activities;
using StaffFlows.Workflows.Persistence;

namespace StaffFlows.Host.Operations;

/// <summary>Where the database is. On SQLite the file's folder is made where it is missing.</summary>
public sealed record DatabaseSettings(string Provider, string ConnectionString);

/// <summary>
/// The configuration, checked once before anything is built. What is wrong comes back as one sentence that names the key.
/// </summary>
public sealed record HostSettings
{
    public required DatabaseSettings Database { get; init; }

    /// <summary>32 bytes that protect the data protection keys; null in Development, where they lie open in the database.</summary>
    public byte[]? DataKey { get; init; }

    /// <summary>Whether administrators may move business time (the demo clock).</summary>
    public required bool ClockIsAdjustable { get; init; }

    /// <summary>Whether a fresh database gets the demo organisation with its well-known password.</summary>
    public required bool SeedsDemo { get; init; }

    /// <summary>Definitions, forms, profiles, calendar, texts: what a fresh database is filled with.</summary>
    public required string WorkflowsFolder { get; init; }

    /// <summary>The key of the rule book that the hall goes by.</summary>
    public required string HallProfile { get; init; }

    /// <summary>The organisation of a fresh database without the demo; null to leave it empty.</summary>
    public string? OrganisationFile { get; init; }

    /// <summary>What the system administrators of a fresh database sign in with for the first time, and must change then.</summary>
    public string? FirstPassword { get; init; }
    public required bool CookiesAreSecure { get; init; }
    public required bool SendsHsts { get; init; }
    public required bool TrustsForwardedHeaders { get; init; }

    /// <summary>Sign-ins that one address may try for one user name within a minute.</summary>
    public required int SignInsPerMinute { get; init; }

    /// <summary>Bytes of a request's body.</summary>
    public required long MaxRequestBytes { get; init; }

    /// <summary>The address under which the public reaches the hall, for what is printed; null: the one that the reader has used.</summary>
    public Uri? PublicBaseUrl { get; init; }

    /// <summary>How long the host serves on after it was told to stop, so that a proxy hears of it first.</summary>
    public required TimeSpan DrainTime { get; init; }

    /// <summary>Days for which a request that is repeated under its idempotency key gets its first answer.</summary>
    public required int AnsweredRequestDays { get; init; }

    /// <summary>How mail and SMS leave the house.</summary>
    public required DeliverySettings Deliveries { get; init; }

    /// <summary>The mode of flowcharts where neither they nor their definitions name one.</summary>
    public required FlowchartMode FlowchartMode { get; init; }

    /// <summary>The collector of traces and metrics; null where none is to be fed.</summary>
    public Uri? OtlpEndpoint { get; init; }

    /// <exception cref="ConfigurationException">A key is missing or its value can't be used.</exception>
    public static HostSettings Read(IConfiguration configuration, IHostEnvironment environment)
    {
        var read = new SettingReader(configuration);
        var isDevelopment = environment.IsDevelopment();
        var seedsDemo = read.Flag("Demo:Seed", isDevelopment);
        return new HostSettings
        {
            Database = ReadDatabase(read, environment),
            DataKey = ReadDataKey(read, isDevelopment),
            ClockIsAdjustable = read.Flag("Clock:Adjustable", isDevelopment),
            SeedsDemo = seedsDemo,
            WorkflowsFolder = ReadWorkflowsFolder(read, environment),
            HallProfile = read.Text("Hall:Profile") ?? (seedsDemo ? "FangCounty" : "Default"),
            OrganisationFile = ReadOrganisationFile(read, seedsDemo),
            FirstPassword = ReadFirstPassword(read, seedsDemo),
            CookiesAreSecure = read.Flag("Security:SecureCookies", !isDevelopment),
            SendsHsts = read.Flag("Security:Hsts", false),
            TrustsForwardedHeaders = read.Flag("Security:ForwardedHeaders", false),
            SignInsPerMinute = (int)read.Number("Security:SignInsPerMinute", 10, 1, 10_000),
            MaxRequestBytes = read.Number("Limits:RequestBytes", 24 * 1024 * 1024, 64 * 1024, 1024 * 1024 * 1024),
            PublicBaseUrl = read.Address("PublicBaseUrl"),
            DrainTime = TimeSpan.FromSeconds(read.Number("Shutdown:DrainSeconds", 0, 0, 300)),
            AnsweredRequestDays = (int)read.Number("Retention:AnsweredRequestDays", 7, 1, 3650),
            Deliveries = DeliverySettings.Read(read, environment, seedsDemo),
            FlowchartMode = Enum.Parse<FlowchartMode>(read.OneOf("Engine:FlowchartMode", nameof(FlowchartMode.CounterBased), nameof(FlowchartMode.TokenBased))),
            OtlpEndpoint = read.Address("OTEL_EXPORTER_OTLP_ENDPOINT"),
        };
    }

    private static DatabaseSettings ReadDatabase(SettingReader read, IHostEnvironment environment)
    {
        var provider = read.OneOf("Database:Provider", "Sqlite", "PostgreSql", "SqlServer");
        var connection = read.Text("ConnectionStrings:StaffFlows");
        if (connection is null && provider is not "Sqlite")
            throw SettingReader.Wrong("ConnectionStrings:StaffFlows", $"is missing; it says where the {provider} database is");

        connection ??= $"Data Source={Path.Combine(environment.ContentRootPath, "data", "staffflows.db")}";
        try
        {
            var parts = new DbConnectionStringBuilder { ConnectionString = connection };
            if (provider is "Sqlite" && parts.TryGetValue("Data Source", out var file) && Path.GetDirectoryName($"{file}") is { Length: > 0 } folder)
                Directory.CreateDirectory(folder);
        }
        catch (Exception e) when (e is ArgumentException or IOException or UnauthorizedAccessException)
        {
            throw SettingReader.Wrong("ConnectionStrings:StaffFlows", "is not a connection string whose folder can be written");
        }

        return new DatabaseSettings(provider, connection);
    }

    private static byte[]? ReadDataKey(SettingReader read, bool isDevelopment)
    {
        if (read.Text("Security:DataKey") is not { } text)
            return isDevelopment ? null : throw SettingReader.Wrong("Security:DataKey", "is missing; it protects personal data at rest (32 random bytes in base64)");

        var key = new byte[32];
        return Convert.TryFromBase64String(text, key, out var length) && length == key.Length
            ? key
            : throw SettingReader.Wrong("Security:DataKey", "must be 32 bytes in base64");
    }

    private static string ReadWorkflowsFolder(SettingReader read, IHostEnvironment environment)
    {
        var folder = Path.Combine(environment.ContentRootPath, read.Text("Workflows:Folder") ?? Path.Combine(AppContext.BaseDirectory, "workflows"));
        return Directory.Exists(folder) ? folder : throw SettingReader.Wrong("Workflows:Folder", "names a folder that does not exist");
    }

    private static string? ReadOrganisationFile(SettingReader read, bool seedsDemo) => read.Text("Organisation:File") switch
    {
        null => null,
        _ when seedsDemo => throw SettingReader.Wrong("Organisation:File", "can't be used together with Demo:Seed"),
        var file when File.Exists(file) => file,
        _ => throw SettingReader.Wrong("Organisation:File", "names a file that does not exist"),
    };

    private static string? ReadFirstPassword(SettingReader read, bool seedsDemo)
    {
        var password = read.Text("Security:FirstPassword");
        if (password is null && !seedsDemo && read.Text("Organisation:File") is not null)
            throw SettingReader.Wrong("Security:FirstPassword", "is missing; the administrators of Organisation:File sign in with it once");
        return password is null || Accounts.PasswordRules.Check(password, "").IsEmpty
            ? password
            : throw SettingReader.Wrong("Security:FirstPassword", "breaks the password rules (12 characters, upper and lower case, digit, symbol)");
    }
}
