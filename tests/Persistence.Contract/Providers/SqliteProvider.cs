using StaffFlows.Persistence.Contract.SqlServer;

namespace StaffFlows.Persistence.Contract.Providers;

/// <summary>What the contract asks of SQLite is also put to SQL Server's translator: see <see cref="SecondTranslation"/>.</summary>
public class SqliteProvider : Provider
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("staffflows-");

    public override string Name => "Sqlite";

    public string File => Path.Combine(folder.FullName, "contract.db");

    protected override string ConnectionString => $"Data Source={File}";

    protected override Task CreateAsync()
    {
        SecondTranslation.Begin();
        return Task.CompletedTask;
    }

    protected override Task DropAsync()
    {
        folder.Delete(recursive: true);
        return Task.CompletedTask;
    }
}
