using System.Text;

namespace StaffFlows.Workflows.Specs.Activities;

/// <summary>The files that ship with the product, read from the working copy.</summary>
internal static class Repository
{
    private static readonly string Root = FindRoot(new DirectoryInfo(AppContext.BaseDirectory));

    public static ReadOnlyMemory<byte> Read(string path) => File.ReadAllBytes(Path.Combine(Root, path));

    public static string ReadText(string path) => Encoding.UTF8.GetString(Read(path).Span);

    public static IEnumerable<ReadOnlyMemory<byte>> ReadAll(string folder) =>
        Directory.GetFiles(Path.Combine(Root, folder), "*.json").Order(StringComparer.Ordinal).Select(path => (ReadOnlyMemory<byte>)File.ReadAllBytes(path));

    private static string FindRoot(DirectoryInfo? directory)
    {
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "StaffFlows.sln"))) directory = directory.Parent;
        return directory?.FullName ?? throw new DirectoryNotFoundException("StaffFlows.sln");
    }
}
