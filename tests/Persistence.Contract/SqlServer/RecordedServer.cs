using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using StaffFlows.CompiledModels;
using StaffFlows.Persistence.Contract.Providers;
using StaffFlows.Workflows.Persistence.Mappings;
using StaffFlows.Workflows.Persistence.SqlServer;

namespace StaffFlows.Persistence.Contract.SqlServer;

/// <summary>
/// Takes SQL Server's place behind EF: keeps every statement, checks it with SQL Server's own parser and the names of the
/// migrated tables, and answers with what the test laid ready, else with nothing.
/// </summary>
internal sealed class RecordedServer(Schema schema) : DbConnection
{
    private static readonly IModel Model = new AllCompiledModels().Make(typeof(SqlServerStaffFlowsDbContext)).ProtectedBy(new AesProtector());
    private ConnectionState state;

    public List<string> Statements { get; } = [];

    /// <summary>Answers by the statement; null leaves it at the usual empty one.</summary>
    public Func<string, DataTable?> Answer { get; init; } = _ => null;

    /// <summary>How many rows a statement that answers none has changed.</summary>
    public int Changed { get; init; } = 1;

    public int Commits { get; private set; }

    [AllowNull]
    public override string ConnectionString { get; set; } = "Server=recorded;Database=staffflows";

    public override string Database => "staffflows";

    public override string DataSource => "recorded";

    public override string ServerVersion => "15.0";

    public override ConnectionState State => state;

    public DbContextOptions<SqlServerStaffFlowsDbContext> Options => new DbContextOptionsBuilder<SqlServerStaffFlowsDbContext>()
        .UseSqlServer(this, sql => sql.UseCompatibilityLevel(SqlServerStaffFlowsDbContext.OldestServer)).UseModel(Model).Options;

    public override void ChangeDatabase(string databaseName) => throw new NotSupportedException();

    public override void Close() => state = ConnectionState.Closed;

    public override void Open() => state = ConnectionState.Open;

    protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) => new Transaction(this, isolationLevel);

    protected override DbCommand CreateDbCommand() => new Command(this);

    private DataTableReader Run(string sql)
    {
        schema.Check(sql);
        Statements.Add(sql);
        if (Answer(sql) is { } rows) return rows.CreateDataReader();

        // EF asks each changed row to answer with a 1
        var changes = sql.Split("OUTPUT 1").Length - 1;
        return new DataTableReader([.. Enumerable.Repeat(Rows("one", 1), changes), new DataTable()]);
    }

    public static DataTable Rows(string column, object value)
    {
        var table = new DataTable();
        table.Columns.Add(column, value.GetType());
        table.Rows.Add(value);
        return table;
    }

    private sealed class Transaction(RecordedServer server, IsolationLevel level) : DbTransaction
    {
        public override IsolationLevel IsolationLevel => level;

        protected override DbConnection DbConnection => server;

        public override void Commit() => server.Commits++;

        public override void Rollback()
        {
        }
    }

    private sealed class Command(RecordedServer server) : DbCommand
    {
        private readonly SqlCommand parameters = new();

        [AllowNull]
        public override string CommandText { get; set; } = "";

        public override int CommandTimeout { get; set; }

        public override CommandType CommandType { get; set; } = CommandType.Text;

        public override bool DesignTimeVisible { get; set; }

        public override UpdateRowSource UpdatedRowSource { get; set; }

        protected override DbConnection? DbConnection { get; set; } = server;

        protected override DbParameterCollection DbParameterCollection => parameters.Parameters;

        protected override DbTransaction? DbTransaction { get; set; }

        public override void Cancel()
        {
        }

        public override void Prepare()
        {
        }

        public override int ExecuteNonQuery()
        {
            server.Run(CommandText).Dispose();
            return server.Changed;
        }

        public override object? ExecuteScalar()
        {
            using var reader = server.Run(CommandText);
            return reader.Read() ? reader.GetValue(0) : null;
        }

        protected override DbParameter CreateDbParameter() => new SqlParameter();

        protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) => server.Run(CommandText);

        protected override void Dispose(bool disposing)
        {
            if (disposing) parameters.Dispose();
            base.Dispose(disposing);
        }
    }
}
