namespace StaffFlows.Drills.Cluster;

/// <summary>Where the sources are: drills run what the repository delivers, not copies of it.</summary>
internal static class RepositoryFolder
{
    public static string Path { get; } = Find(AppContext.BaseDirectory);

    public static string Of(params string[] parts) => System.IO.Path.Combine([Path, .. parts]);

    private static string Find(string folder) =>
        File.Exists(System.IO.Path.Combine(folder, "StaffFlows.sln")) ? folder : Find(System.IO.Path.GetDirectoryName(folder)!);
}
