using StaffFlows.Testing;

namespace StaffFlows.Host.Tests.Operations;

/// <summary>A hall on a database of the tests' PostgreSQL; closed where there is none.</summary>
public sealed class PostgreSqlHall : IAsyncLifetime
{
    private readonly PostgreSqlDatabase database = new();
    private Hall? hall;

    public Hall Hall => hall!;

    public string ConnectionString => database.ConnectionString;

    public async Task InitializeAsync()
    {
        if (PostgreSqlDatabase.Server is null) return;

        await database.CreateAsync();
        hall = await Hall.OpenAsync(settings: [("Database:Provider", "PostgreSql"), ("ConnectionStrings:StaffFlows", database.ConnectionString)]);
        await hall.AdvanceToAsync(Hall.At(2035, 3, 5));         // business time follows the server's: ahead of any clock on the wall
    }

    public async Task DisposeAsync()
    {
        if (hall is null) return;

        await hall.DisposeAsync();
        await database.DropAsync();
    }
}

/// <summary>Skipped, by name, where there is no server.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PostgreSqlFactAttribute : FactAttribute
{
    public PostgreSqlFactAttribute()
    {
        if (PostgreSqlDatabase.Server is null) Skip = PostgreSqlDatabase.Absent;
    }
}
