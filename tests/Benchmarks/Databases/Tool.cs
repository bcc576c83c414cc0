using System.Diagnostics;

namespace StaffFlows.Benchmarks.Databases;

/// <summary>A program of the system, run to its end.</summary>
internal static class Tool
{
    /// <exception cref="InvalidOperationException">It failed; the message is what it said.</exception>
    public static async Task RunAsync(string file, IEnumerable<string> arguments, CancellationToken ct)
    {
        var start = new ProcessStartInfo(file, arguments) { RedirectStandardError = true, RedirectStandardOutput = true, WorkingDirectory = "/", UseShellExecute = false };
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(ct), process.StandardError.ReadToEndAsync(ct));
        await process.WaitForExitAsync(ct);
        var said = $"{await output}{await error}";
        if (process.ExitCode != 0) throw new InvalidOperationException($"{Path.GetFileName(file)} ended with {process.ExitCode}: {said}");
    }

    /// <summary>PostgreSQL refuses to run as root; then everything of it runs as its own user.</summary>
    public static Task RunAsPostgresAsync(string file, IEnumerable<string> arguments, CancellationToken ct) =>
        Environment.IsPrivilegedProcess ? RunAsync("runuser", ["-u", "postgres", "--", file, .. arguments], ct) : RunAsync(file, arguments, ct);
}
