namespace StaffFlows.Persistence.Contract.Providers;

public sealed class SqlServerProvider : Provider
{
    private readonly SqlServerTestDatabase database = new();

    public override string Name => "SqlServer";

    protected override string? ConnectionString => SqlServerTestDatabase.Server is null ? null : database.ConnectionString;

    protected override Task CreateAsync() => database.CreateAsync();

    protected override Task DropAsync() => database.DropAsync();
}
