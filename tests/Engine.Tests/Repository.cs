namespace StaffFlows.Engine.Tests;

/// <summary>The files that ship with the product, read from the working copy.</summary>
internal static class Repository
{
    private static readonly string Root = FindRoot(new DirectoryInfo(AppContext.BaseDirectory));

    public static ReadOnlyMemory<byte> Read(string path) => File.ReadAllBytes(PathOf(path));

    public static string PathOf(string path) => Path.Combine(Root, path);

    private static string FindRoot(DirectoryInfo? directory)
    {
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "StaffFlows.sln"))) directory = directory.Parent;
        return directory?.FullName ?? throw new DirectoryNotFoundException("StaffFlows.sln");
    }
}
