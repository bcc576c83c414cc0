using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using StaffFlows.CompiledModels;
using StaffFlows.Persistence.Contract.Providers;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.Persistence.Mappings;
using StaffFlows.Workflows.Persistence.Model;
using StaffFlows.Workflows.Persistence.PostgreSql;
using StaffFlows.Workflows.Persistence.Sqlite;
using StaffFlows.Workflows.Persistence.SqlServer;

namespace StaffFlows.Persistence.Contract;

public sealed class When_models_are_compiled
{
    private readonly AllCompiledModels models = new();

    public static TheoryData<Type> Contexts => [typeof(SqliteStaffFlowsDbContext), typeof(PostgreSqlStaffFlowsDbContext), typeof(SqlServerStaffFlowsDbContext)];

    [Theory]
    [MemberData(nameof(Contexts))]
    public void Tables_and_columns_are_what_the_mappings_say(Type context)
    {
        using var mapped = ByMappings(context);
        using var compiled = With(models.Make(context), mapped);

        Columns(compiled.Model).ShouldBe(Columns(mapped.Model));
    }

    [Theory]
    [MemberData(nameof(Contexts))]
    public void Two_hosts_of_one_process_write_with_keys_of_their_own(Type context)
    {
        var (ours, theirs) = (State(ProtectedByAKeyOfItsOwn(context)), State(ProtectedByAKeyOfItsOwn(context)));

        var stored = ours.ConvertToProvider("the state of a case");

        stored.ShouldNotBe("the state of a case");
        ours.ConvertFromProvider(stored).ShouldBe("the state of a case");
        Should.Throw<CryptographicException>(() => theirs.ConvertFromProvider(stored));
    }

    [Theory]
    [MemberData(nameof(Contexts))]
    public void Nothing_is_written_that_is_protected_by_nobody(Type context)
    {
        var state = State(models.Make(context));

        Should.Throw<InvalidOperationException>(() => state.ConvertToProvider("the state of a case")).Message.ShouldContain("nothing protects this model");
    }

    [Fact]
    public void There_is_none_for_what_is_no_provider() => Should.Throw<ArgumentOutOfRangeException>(() => models.Make(typeof(DbContext)));

    private IModel ProtectedByAKeyOfItsOwn(Type context) => models.Make(context).ProtectedBy(new AesProtector(RandomNumberGenerator.GetBytes(32)));

    private static ValueConverter State(IModel model) =>
        model.FindEntityType(typeof(StoredInstance))!.FindProperty(nameof(StoredInstance.State))!.GetValueConverter()!;

    private static IEnumerable<string> Columns(IModel model) =>
        from entity in model.GetEntityTypes()
        from property in entity.GetProperties()
        let column = $"{entity.GetTableName()}.{property.GetColumnName()} {property.GetColumnType()}"
        orderby column
        select $"{column} {property.IsNullable} {property.GetMaxLength()} {property.IsConcurrencyToken} {property.GetValueConverter()?.GetType()} {property.GetValueComparer().GetType()}";

    private static DbContext With(IModel model, StaffFlowsDbContext mapped) => (DbContext)Activator.CreateInstance(
        mapped.GetType(), new DbContextOptionsBuilder((DbContextOptions)mapped.GetService<IDbContextOptions>()).UseModel(model).Options)!;

    private static StaffFlowsDbContext ByMappings(Type context) =>
        context == typeof(SqliteStaffFlowsDbContext) ? new SqliteDesignTime().CreateDbContext([])
        : context == typeof(PostgreSqlStaffFlowsDbContext) ? new PostgreSqlDesignTime().CreateDbContext([])
        : new SqlServerDesignTime().CreateDbContext([]);
}
