using System.Linq.Expressions;

namespace StaffFlows.Host.StudioApi.Instances;

/// <summary>A condition on one of a list's moments.</summary>
/// <param name="Column">CreatedAt, UpdatedAt or FinishedAt.</param>
/// <param name="Operator">Is, IsNot, GreaterThan, GreaterThanOrEqual, LessThan or LessThanOrEqual.</param>
/// <param name="Timestamp">People pick minutes: Is means within that minute, and what is not set is not it either.</param>
internal sealed record MomentFilter(string? Column, string? Operator, DateTimeOffset? Timestamp);

/// <summary>Puts such conditions into queries.</summary>
internal static class MomentFilters
{
    /// <summary>An operator that nobody knows keeps nothing out.</summary>
    public static IQueryable<T> At<T>(this IQueryable<T> rows, MomentFilter filter, Expression<Func<T, DateTimeOffset?>> column)
    {
        var at = Expression.Constant(filter.Timestamp!.Value.ToUniversalTime(), typeof(DateTimeOffset?));
        var next = Expression.Constant(filter.Timestamp!.Value.ToUniversalTime().AddMinutes(1), typeof(DateTimeOffset?));
        var moment = column.Body;
        Expression? condition = filter.Operator switch
        {
            "Is" => Expression.AndAlso(Expression.GreaterThanOrEqual(moment, at), Expression.LessThan(moment, next)),
            "IsNot" => Expression.OrElse(Unset(moment), Expression.OrElse(Expression.LessThan(moment, at), Expression.GreaterThanOrEqual(moment, next))),
            "GreaterThan" => Expression.GreaterThan(moment, at),
            "GreaterThanOrEqual" => Expression.GreaterThanOrEqual(moment, at),
            "LessThan" => Expression.LessThan(moment, at),
            "LessThanOrEqual" => Expression.LessThanOrEqual(moment, at),
            _ => null,
        };
        return condition is null ? rows : rows.Where(Expression.Lambda<Func<T, bool>>(condition, column.Parameters));
    }

    private static BinaryExpression Unset(Expression moment) => Expression.Equal(moment, Expression.Constant(null, typeof(DateTimeOffset?)));
}
