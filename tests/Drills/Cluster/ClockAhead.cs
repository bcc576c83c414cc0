using System.Diagnostics;

namespace StaffFlows.Drills.Cluster;

/// <summary>A library that a process preloads to have its machine's clock 30 seconds ahead, made from <c>clock-ahead.c</c>.</summary>
internal static class ClockAhead
{
    public const string Compiler = "/usr/bin/cc";

    /// <returns>The library's path.</returns>
    public static async Task<string> BuildAsync()
    {
        var library = Path.Combine(AppContext.BaseDirectory, "clock-ahead.so");
        string[] arguments = ["-shared", "-fPIC", "-O2", "-o", library, RepositoryFolder.Of("tests", "Drills", "Cluster", "clock-ahead.c")];
        using var compiler = Process.Start(Compiler, arguments);
        await compiler.WaitForExitAsync();
        compiler.ExitCode.ShouldBe(0, "the compiler says why above");
        return library;
    }
}
