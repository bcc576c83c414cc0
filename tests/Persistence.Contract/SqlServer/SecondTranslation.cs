using System.Diagnostics;
using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Query;
using StaffFlows.Persistence.Contract.Providers;
using StaffFlows.Workflows.Persistence.Sqlite;
using StaffFlows.Workflows.Persistence.SqlServer;
using Translator = Microsoft.EntityFrameworkCore.Storage.IDatabase;

namespace StaffFlows.Persistence.Contract.SqlServer;

/// <summary>
/// Translates for SQL Server, a second time, every query that the contract asks of SQLite, and checks the statement that comes
/// out. A query that SQL Server could not answer fails in the test that asked it.
/// </summary>
internal sealed class SecondTranslation : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
{
    private static readonly Lazy<IDisposable> Listening = new(() => DiagnosticListener.AllListeners.Subscribe(new SecondTranslation()));
    private static int translated;

    private static readonly Lazy<Schema> Tables = new(() =>
    {
        using var db = new SqlServerStaffFlowsDbContext(new RecordedServer(new([], [])).Options);
        return Schema.Of(db.GetService<IMigrator>().GenerateScript());
    });

    public static Schema Schema => Tables.Value;

    /// <summary>How many queries have been translated a second time in this run.</summary>
    public static int Count => Volatile.Read(ref translated);

    public static void Begin() => _ = Listening.Value;

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == DbLoggerCategory.Name) value.Subscribe(this);
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Key == CoreEventId.QueryCompilationStarting.Name && value.Value is QueryExpressionEventData { Context: SqliteStaffFlowsDbContext } query)
            Translate(query.Expression);
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    /// <summary>The statement as the server would get it, with values made up for the parameters; null where it is written by hand for its provider.</summary>
    public static string? Translate(Expression query)
    {
        var server = new RecordedServer(Schema);
        using var db = new SqlServerStaffFlowsDbContext(server.Options);
        var moved = new OnThisModel(db.Model);
        var expression = moved.Visit(query);
        if (moved.IsWrittenByHand) return null;

        var result = expression.Type.IsGenericType && typeof(IQueryable).IsAssignableFrom(expression.Type)
            ? typeof(IEnumerable<>).MakeGenericType(expression.Type.GetGenericArguments())
            : expression.Type;
        var run = (Action)Run.MakeGenericMethod(result).Invoke(null, [db, expression, moved.Parameters])!;
        run();
        Interlocked.Increment(ref translated);
        return server.Statements.Single();
    }

    private static readonly MethodInfo Run = typeof(SecondTranslation).GetMethod(nameof(Prepare), BindingFlags.NonPublic | BindingFlags.Static)!;

    private static Action Prepare<T>(SqlServerStaffFlowsDbContext db, Expression query, IReadOnlyCollection<QueryParameterExpression> parameters) => () =>
    {
        var context = db.GetService<IQueryContextFactory>().Create();
        foreach (var parameter in parameters) context.Parameters[parameter.Name] = MadeUpValue.Of(parameter.Type);
        var answer = db.GetService<Translator>().CompileQuery<T>(query, async: false);
        try
        {
            var rows = answer(context);
            if (rows is System.Collections.IEnumerable all and not string)
                foreach (var row in all) _ = row;
        }
        catch (InvalidOperationException empty) when (empty.Message.Contains("no elements", StringComparison.Ordinal))
        {
            return;
        }
    };

    /// <summary>Takes a query from one provider's model to another's.</summary>
    private sealed class OnThisModel(IModel model) : ExpressionVisitor
    {
        private readonly Dictionary<string, QueryParameterExpression> parameters = new(StringComparer.Ordinal);

        public IReadOnlyCollection<QueryParameterExpression> Parameters => parameters.Values;

        public bool IsWrittenByHand { get; private set; }

        protected override Expression VisitExtension(Expression node)
        {
            switch (node)
            {
                case QueryParameterExpression parameter:
                    parameters[parameter.Name] = parameter;
                    return node;
                case EntityQueryRootExpression root when root.GetType() == typeof(EntityQueryRootExpression):
                    return new EntityQueryRootExpression(model.FindEntityType(root.EntityType.Name)!);
                case QueryRootExpression:
                    IsWrittenByHand = true;
                    return node;
                default:
                    return base.VisitExtension(node);
            }
        }
    }
}
