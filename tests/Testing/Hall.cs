using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace StaffFlows.Testing;

/// <summary>
/// The demo hall on a database file of its own: the real host, restarted at will, on a clock that only the test moves.
/// It opens on Monday 23 November 2026 at 09:00 in Asia/Shanghai unless told otherwise. Where <see cref="Variable"/> says PostgreSql, every hall that
/// names no database has one of its own on the run's server instead.
/// </summary>
public sealed class Hall : IAsyncDisposable
{
    public const string Variable = "STAFFFLOWS_TEST_HALL";

    public static readonly DateTimeOffset OpensAt = At(2026, 11, 23, 9);

    private readonly string folder = Directory.CreateTempSubdirectory("staffflows-").FullName;
    private readonly Dictionary<string, string> settings = [];
    private readonly Dictionary<string, Staff> staff = [];
    private WebApplicationFactory<Program>? host;
    private ILoggerProvider? log;
    private PostgreSqlDatabase? database;

    private Hall(DateTimeOffset opensAt) => SystemClock = new SteppedClock(opensAt);

    public SteppedClock SystemClock { get; }

    /// <summary>Where a browser finds the hall; only after <see cref="OpenAsync"/> with <c>onKestrel</c>.</summary>
    public Uri Address { get; private set; } = new("http://localhost");

    /// <summary>Where its database file lies.</summary>
    public string Folder => folder;

    public IServiceProvider Services => Host.Services;

    private WebApplicationFactory<Program> Host => host ?? throw new InvalidOperationException("The hall is closed.");

    /// <summary>A moment in Asia/Shanghai.</summary>
    public static DateTimeOffset At(int year, int month, int day, int hour = 9, int minute = 0) =>
        new(year, month, day, hour, minute, 0, TimeSpan.FromHours(8));

    /// <param name="log">Hears everything that the host logs.</param>
    public static async Task<Hall> OpenAsync(
        DateTimeOffset? opensAt = null, bool onKestrel = false, ILoggerProvider? log = null, params (string Key, string Value)[] settings)
    {
        var hall = new Hall(opensAt ?? OpensAt) { log = log };
        hall.settings["Database:Provider"] = "Sqlite";
        hall.settings["ConnectionStrings:StaffFlows"] = $"Data Source={Path.Combine(hall.folder, "hall.db")}";
        hall.settings["Clock:Adjustable"] = "true";
        hall.settings["Demo:Seed"] = "true";
        hall.settings["Messaging:Folder"] = Path.Combine(hall.folder, "outbox");
        foreach (var (key, value) in settings) hall.settings[key] = value;
        if (IsOnPostgreSql && settings.All(s => s.Key != "Database:Provider")) await hall.MoveToPostgreSqlAsync();
        else if (opensAt is null && settings.Length == 0) File.Copy(await NewHall.FileAsync(), Path.Combine(hall.folder, "hall.db"));
        await hall.StartAsync(onKestrel);
        return hall;
    }

    /// <summary>The database as it was when the hall opened, in a file of its own.</summary>
    internal static async Task SaveNewAsync(string file)
    {
        await using var hall = await OpenAsync(OpensAt);
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(hall.folder, "hall.db")};Pooling=False");
        await connection.OpenAsync();
        await using var copy = connection.CreateCommand();
        copy.CommandText = "VACUUM INTO $file";
        copy.Parameters.AddWithValue("$file", file);
        await copy.ExecuteNonQueryAsync();
    }

    /// <summary>
    /// The process goes away and comes back, <paramref name="downFor"/> later: everything not committed is gone, every
    /// session signs in anew.
    /// </summary>
    public async Task RestartAsync(TimeSpan downFor = default)
    {
        await Host.DisposeAsync();
        staff.Clear();
        SystemClock.Advance(downFor);
        if (database is not null) await database.SetClockAsync(SystemClock.GetUtcNow());
        await StartAsync(onKestrel: !Address.IsDefaultPort);
    }

    /// <summary>A person of the demo organisation, signed in by REST, e.g. u030.</summary>
    public async Task<Staff> AsAsync(string userName)
    {
        if (staff.TryGetValue(userName, out var known)) return known;

        var client = NewClient();
        using var answer = await client.PostAsJsonAsync("/api/v1/auth/token", new { userName, password = "Demo#2026" });
        answer.EnsureSuccessStatusCode();
        var token = (await answer.Content.ReadFromJsonAsync<JsonObject>())!["accessToken"]!.GetValue<string>();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return staff[userName] = new Staff(userName, client);
    }

    /// <summary>A client without a session that keeps cookies and follows no redirects.</summary>
    public HttpClient NewClient() => Host.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, BaseAddress = Address });

    /// <summary>Moves business time; answers when every timer due on the way has fired.</summary>
    public async Task AdvanceToAsync(DateTimeOffset moment)
    {
        var administrator = await AsAsync("u010");
        await administrator.PostAsync("clock", new { now = moment });
    }

    /// <summary>Fires what is due now and answers when it is done.</summary>
    public Task SettleAsync() => AdvanceToAsync(SystemClock.GetUtcNow());

    public async ValueTask DisposeAsync()
    {
        if (host is not null) await host.DisposeAsync();
        if (database is not null) await database.DropAsync();
        Directory.Delete(folder, recursive: true);
    }

    private static bool IsOnPostgreSql => Environment.GetEnvironmentVariable(Variable) is "PostgreSql";

    /// <summary>Its business clock is the database's, which stands still with the hall's own.</summary>
    private async Task MoveToPostgreSqlAsync()
    {
        database = new();
        await database.CreateAsync(SystemClock.GetUtcNow());
        (settings["Database:Provider"], settings["ConnectionStrings:StaffFlows"]) = ("PostgreSql", database.ConnectionString);
    }

    private Task StartAsync(bool onKestrel)
    {
        host = new WebApplicationFactory<Program>().WithWebHostBuilder(builder =>
        {
            builder.UseEnvironment("Development");
            foreach (var (key, value) in settings) builder.UseSetting(key, value);
            if (onKestrel) builder.UseSetting("urls", $"http://127.0.0.1:{(Address.IsDefaultPort ? 0 : Address.Port)}");
            if (log is not null) builder.ConfigureLogging(logging => logging.AddProvider(log));
            builder.ConfigureServices(services => services
                .Replace(ServiceDescriptor.Singleton<TimeProvider>(SystemClock))
                .Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = 1));
        });
        if (onKestrel)
        {
            host.UseKestrel();
            host.StartServer();
            Address = host.ClientOptions.BaseAddress;
        }

        _ = host.Services;
        return Task.CompletedTask;
    }
}
