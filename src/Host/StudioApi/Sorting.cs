using System.Linq.Expressions;

namespace StaffFlows.Host.StudioApi;

/// <summary>A column of one of the Studio's lists, in the direction that it asks for.</summary>
internal static class Sorting
{
    public static IOrderedQueryable<T> Sorted<T, TKey>(this IQueryable<T> rows, Expression<Func<T, TKey>> column, bool isDescending) =>
        isDescending ? rows.OrderByDescending(column) : rows.OrderBy(column);
}
