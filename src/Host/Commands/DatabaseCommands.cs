using System.Data.Common;
using StaffFlows.CompiledModels;
using StaffFlows.Host.Operations;
using StaffFlows.Host.Security;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.Persistence.Sqlite;
using StaffFlows.Workflows.Persistence.Verification;

namespace StaffFlows.Host.Commands;

/// <summary>
/// Backup, restore and verification of the configured database, without serving anything. Exit codes: 0 done and in order,
/// 1 something was found that is not in order, 2 not done.
/// </summary>
internal sealed class DatabaseCommands(HostSettings settings, CommandConsole console, TimeProvider machine)
{
    public const int Done = 0;
    public const int Found = 1;
    public const int NotDone = 2;

    private bool IsSqlite => settings.Database.Provider is "Sqlite";

    public async Task<int> RunAsync(CommandLine line, CancellationToken ct)
    {
        if (!IsSqlite && line.Verb is not Verb.Verify) return Refuse($"command.{line.Verb}.on-{settings.Database.Provider}".ToLowerInvariant());
        if (!IsSqlite && line.From is not null) return Refuse("command.verify.on-server", settings.Database.Provider);

        try
        {
            return line.Verb switch
            {
                Verb.Backup => await BackupAsync(Path.GetFullPath(line.To!), ct),
                Verb.Restore => await RestoreAsync(Path.GetFullPath(line.From!), line.Replace, ct),
                _ => await VerifyAsync(line.From is { } from ? Path.GetFullPath(from) : null, ct),
            };
        }
        catch (Exception failed) when (failed is DbException or IOException or UnauthorizedAccessException)
        {
            return Refuse("command.failed", failed.Message);
        }
    }

    private async Task<int> BackupAsync(string target, CancellationToken ct)
    {
        using var copy = new SqliteCopy(settings.Database.ConnectionString);
        if (!File.Exists(copy.Path)) return Refuse("command.no-file", copy.Path);
        if (File.Exists(target)) return Refuse("backup.exists", target);

        var unfinished = target + ".unfinished";
        SqliteCopy.Remove(unfinished);
        copy.Write(copy.Path, unfinished, (done, total) => console.Tell("copy", done, total), ct);
        var verdict = await VerifyFileAsync(copy, unfinished, ct);
        File.Move(unfinished, target);
        console.Report(target, verdict);
        console.Say("backup.done", target);
        return verdict.IsGood ? Done : Found;
    }

    private async Task<int> RestoreAsync(string source, bool replace, CancellationToken ct)
    {
        using var copy = new SqliteCopy(settings.Database.ConnectionString);
        if (!File.Exists(source)) return Refuse("command.no-file", source);
        if (source == copy.Path) return Refuse("restore.same", source);
        if (File.Exists(copy.Path) && !replace) return Refuse("restore.exists", copy.Path);

        if (!await HoldAsync(copy, ct)) return Refuse("restore.host-runs", copy.Path);

        var verdict = await VerifyFileAsync(copy, source, ct);
        console.Report(source, verdict);
        if (!verdict.CanBeRestored)
        {
            console.Complain("restore.not-good", source);
            return Found;
        }

        var unfinished = copy.Path + ".unfinished";
        SqliteCopy.Remove(unfinished);
        copy.Write(source, unfinished, (done, total) => console.Tell("copy", done, total), ct);
        if (copy.SetAside(machine.GetUtcNow()) is { } aside) console.Say("restore.aside", aside);
        File.Move(unfinished, copy.Path);
        console.Say("restore.done", copy.Path);
        return Done;
    }

    private static async Task<bool> HoldAsync(SqliteCopy copy, CancellationToken ct)
    {
        try
        {
            await copy.HoldAsync(ct);
            return true;
        }
        catch (ConfigurationException)
        {
            return false;
        }
    }

    private async Task<int> VerifyAsync(string? source, CancellationToken ct)
    {
        if (!IsSqlite)
        {
            var onServer = await CheckAsync(settings.Database.ConnectionString, ct);
            console.Report(settings.Database.Provider, onServer);
            return onServer.IsGood ? Done : Found;
        }

        using var copy = new SqliteCopy(settings.Database.ConnectionString);
        var path = source ?? copy.Path;
        if (!File.Exists(path)) return Refuse("command.no-file", path);

        var verdict = await VerifyFileAsync(copy, path, ct);
        console.Report(path, verdict);
        return verdict.IsGood ? Done : Found;
    }

    private Task<Verdict> VerifyFileAsync(SqliteCopy copy, string path, CancellationToken ct) => CheckAsync(copy.ReadOnly(path), ct);

    /// <summary>With the keys that lie in that very database, unlocked by the configured one.</summary>
    private async Task<Verdict> CheckAsync(string connectionString, CancellationToken ct)
    {
        await using var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(machine)
            .AddSecurity(settings)
            .AddStaffFlowsPersistence(new AllCompiledModels(), settings.Database.Provider, connectionString)
            .BuildServiceProvider();
        return await services.GetRequiredService<DatabaseVerification>().RunAsync(p => console.Tell(p.Area, p.Done, p.Total), ct);
    }

    private int Refuse(string code, params string[] arguments)
    {
        console.Complain(code, arguments);
        return NotDone;
    }
}
