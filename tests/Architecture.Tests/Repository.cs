using System.Collections.Immutable;

namespace StaffFlows.Architecture.Tests;

/// <summary>The sources beside the compiled tests: everything a clone has, nothing a build or a person adds.</summary>
internal static class Repository
{
    private static readonly ImmutableHashSet<string> NotOurs =
        [".git", ".vs", ".idea", ".vscode", "artifacts", "bin", "obj", "node_modules", "TestResults"];

    public static string Root { get; } = FindRoot();

    /// <summary>All files with forward-slash paths relative to the root.</summary>
    public static ImmutableArray<SourceFile> Files { get; } =
        [.. Below(new DirectoryInfo(Root)).OrderBy(f => f.Path, StringComparer.Ordinal)];

    public static IEnumerable<SourceFile> Under(string folder, params string[] extensions) =>
        Files.Where(f => f.Path.StartsWith(folder + "/", StringComparison.Ordinal) && extensions.Contains(Path.GetExtension(f.Path)));

    private static IEnumerable<SourceFile> Below(DirectoryInfo folder) =>
        folder.EnumerateFileSystemInfos().Where(entry => !NotOurs.Contains(entry.Name)).SelectMany(entry => entry switch
        {
            DirectoryInfo below => Below(below),
            _ => [new SourceFile(Path.GetRelativePath(Root, entry.FullName).Replace('\\', '/'))],
        });

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "StaffFlows.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException("The tests run from a build inside the repository.");
    }
}

internal sealed record SourceFile(string Path)
{
    public string FullPath => System.IO.Path.Combine(Repository.Root, Path);

    public string FileName => System.IO.Path.GetFileName(Path);

    /// <summary>A file of EF's migrations: written by a tool, read as a diff.</summary>
    public bool IsGenerated => Path.Contains("/Migrations/", StringComparison.Ordinal);

    public string[] Lines() => File.ReadAllLines(FullPath);

    /// <summary>False where the first block has a NUL, as images and fonts do.</summary>
    public bool IsText()
    {
        using var stream = File.OpenRead(FullPath);
        Span<byte> block = stackalloc byte[4096];
        return block[..stream.ReadAtLeast(block, block.Length, throwOnEndOfStream: false)].IndexOf((byte)0) < 0;
    }
}
