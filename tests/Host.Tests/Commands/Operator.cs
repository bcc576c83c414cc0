using System.Diagnostics;
using StaffFlows.Host.Commands;

namespace StaffFlows.Host.Tests.Commands;

/// <summary>Somebody at the console of the server: what he types, what he reads, the exit code.</summary>
internal static class Operator
{
    public sealed record Said(int ExitCode, string Output, string Error);

    /// <summary>In this process.</summary>
    public static Task<Said> TypesAsync(string connectionString, params string[] arguments) => TypesAsync(connectionString, "Sqlite", arguments);

    /// <param name="provider">PostgreSql or SqlServer.</param>
    public static Task<Said> TypesOnServerAsync(string provider, string connectionString, params string[] arguments) => TypesAsync(connectionString, provider, arguments);

    /// <summary>The real executable, beside whatever runs in this process.</summary>
    public static async Task<Said> RunsAsync(string connectionString, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "StaffFlows.Host.dll"), .. arguments])
        {
            UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true,
            Environment = { ["ASPNETCORE_ENVIRONMENT"] = "Development", ["ConnectionStrings__StaffFlows"] = connectionString },
        };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new(process.ExitCode, output, await error);
    }

    private static async Task<Said> TypesAsync(string connectionString, string provider, string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var line = CommandLine.Read([.. arguments, "--environment=Development", $"--Database:Provider={provider}", $"--ConnectionStrings:StaffFlows={connectionString}"]);
        var exitCode = await CommandRun.RunAsync(line!, output, error, TimeProvider.System, default);
        return new(exitCode, output.ToString(), error.ToString());
    }
}
