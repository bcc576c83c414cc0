using StaffFlows.Testing;

namespace StaffFlows.Persistence.Contract.Providers;

public sealed class PostgreSqlProvider : Provider
{
    private readonly PostgreSqlDatabase database = new();

    public override string Name => "PostgreSql";

    protected override string? ConnectionString => PostgreSqlDatabase.Server is null ? null : database.ConnectionString;

    protected override Task CreateAsync() => database.CreateAsync();

    protected override Task DropAsync() => database.DropAsync();
}
