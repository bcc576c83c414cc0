using System.Diagnostics;

namespace StaffFlows.Drills;

/// <summary>A file system of its own that can be full: a few megabytes of memory, mounted for one drill.</summary>
internal sealed class Tmpfs : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("staffflows-full-").FullName;

    private Tmpfs()
    {
    }

    /// <summary>Why there can't be one; null where there can.</summary>
    public static string? Absent { get; } = Probe();

    public string Folder => folder;

    private string Filler => Path.Combine(folder, "filler");

    public static Tmpfs Mount(int megabytes)
    {
        var tmpfs = new Tmpfs();
        if (Run("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "staffflows", tmpfs.folder) == 0) return tmpfs;

        Directory.Delete(tmpfs.folder);
        throw new InvalidOperationException("tmpfs could not be mounted.");
    }

    /// <summary>Takes what is left, to the last page.</summary>
    public void Fill()
    {
        using var filler = new FileStream(Filler, FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0);
        var page = new byte[4096];
        try
        {
            while (true) filler.Write(page);
        }
        catch (IOException)
        {
            return;         // full
        }
    }

    public void MakeRoom() => File.Delete(Filler);

    public void Dispose()
    {
        _ = Run("umount", "-l", folder);
        Directory.Delete(folder, recursive: true);
    }

    private static string? Probe()
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess) return "Mounting a small file system needs root.";

        try
        {
            using var probe = Mount(1);
            return null;
        }
        catch (InvalidOperationException refused)
        {
            return refused.Message;
        }
    }

    private static int Run(string command, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(command, arguments) { UseShellExecute = false, RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode;
    }
}

/// <summary>A drill on a file system that can be filled.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FullDiskFactAttribute : FactAttribute
{
    public FullDiskFactAttribute() => Skip = Tmpfs.Absent;
}
