namespace StaffFlows.Testing;

/// <summary>
/// The database of a hall that has just opened, made once in a process: migrating and filling one takes longer than most tests. Copied,
/// it is what the host would have made itself.
/// </summary>
internal static class NewHall
{
    private static readonly Lazy<Task<string>> Made = new(MakeAsync);

    public static Task<string> FileAsync() => Made.Value;

    private static async Task<string> MakeAsync()
    {
        var folder = Directory.CreateTempSubdirectory("staffflows-new-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        var file = Path.Combine(folder, "hall.db");
        await Hall.SaveNewAsync(file);
        return file;
    }
}
