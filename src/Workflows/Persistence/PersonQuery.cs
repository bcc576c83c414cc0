using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Workflows.Persistence;

/// <summary>
/// A query that differs from one person to another by his id alone, translated once for everybody. To put a query of this size together
/// and to look up its translation takes longer than its answer.
/// </summary>
/// <param name="query">Reads nothing of the viewer but his id.</param>
internal sealed class PersonQuery<T>(Func<StaffFlowsDbContext, Viewer, IQueryable<T>> query)
{
    private Func<StaffFlowsDbContext, string, IAsyncEnumerable<T>>? translated;

    public IAsyncEnumerable<T> ReadAsync(StaffFlowsDbContext db, string personId) => (translated ??= Translate(db))(db, personId);

    private Func<StaffFlowsDbContext, string, IAsyncEnumerable<T>> Translate(StaffFlowsDbContext db)
    {
        var (context, personId) = (Expression.Parameter(typeof(StaffFlowsDbContext), "db"), Expression.Parameter(typeof(string), "personId"));
        var anybodys = new Anybodys(personId).Visit(query(db, new Viewer("", [], [], [])).Expression);
        return EF.CompileAsyncQuery(Expression.Lambda<Func<StaffFlowsDbContext, string, IQueryable<T>>>(anybodys, context, personId));
    }

    /// <summary>Puts a parameter in the place of the viewer's id, also within the queries that a query takes from its surroundings.</summary>
    private sealed class Anybodys(ParameterExpression personId) : ExpressionVisitor
    {
        protected override Expression VisitMember(MemberExpression node) => node switch
        {
            { Expression.Type: var type, Member.Name: nameof(Viewer.PersonId) } when type == typeof(Viewer) => personId,
            { Expression: ConstantExpression { Value: var surroundings }, Member: FieldInfo field } when field.GetValue(surroundings) is IQueryable inner => Visit(inner.Expression),
            _ => base.VisitMember(node),
        };

        /// <summary>Without the context that the query was put together with.</summary>
        protected override Expression VisitExtension(Expression node) => node is EntityQueryRootExpression root ? root.DetachQueryProvider() : base.VisitExtension(node);
    }
}
