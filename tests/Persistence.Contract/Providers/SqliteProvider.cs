namespace StaffFlows.Persistence.Contract.Providers;

public sealed class SqliteProvider : Provider
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("staffflows-");

    public override string Name => "Sqlite";

    public string File => Path.Combine(folder.FullName, "contract.db");

    protected override string ConnectionString => $"Data Source={File}";

    protected override Task CreateAsync() => Task.CompletedTask;

    protected override Task DropAsync()
    {
        folder.Delete(recursive: true);
        return Task.CompletedTask;
    }
}
