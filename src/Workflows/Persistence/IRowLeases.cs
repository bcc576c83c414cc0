using System.Globalization;

namespace StaffFlows.Workflows.Persistence;

/// <summary>A table whose rows nodes share out among themselves; its rows have <c>id</c>, <c>leased_until</c> and <c>lease_owner</c>.</summary>
/// <param name="Counter">The column that counts how often a row was leased.</param>
/// <param name="Order">Which rows come first.</param>
/// <param name="Index">Has that order, and with it what <paramref name="Due"/> reads.</param>
/// <param name="Due">What must hold of a row beside its being free, with <c>@now</c> for the moment; null: nothing.</param>
internal sealed record LeasedTable(string Name, string Counter, string Order, string Index, string? Due = null)
{
    /// <summary>The rows that may be had, in the words of a provider.</summary>
    /// <param name="now">The moment by the clock that leases lapse by.</param>
    public string Free(string now) =>
        (Due is null ? "" : $"({Due.Replace("@now", now, StringComparison.Ordinal)}) AND ") + $"(leased_until IS NULL OR leased_until <= {now})";
}

/// <summary>How a provider leases rows: by the database's time, and never the same row to two at once.</summary>
internal interface IRowLeases
{
    /// <summary>The first rows that are free and due, leased to this process; in no particular order.</summary>
    Task<List<T>> LeaseAsync<T>(LeasedTable table, TimeSpan lease, int limit, CancellationToken ct)
        where T : class;

    /// <summary>
    /// A lease anew, as part of a write: the row, tracked, if it is still under its <paramref name="number"/>th lease, and it gets
    /// the next number. Empty where somebody else has it by now, or has had it.
    /// </summary>
    Task<List<T>> RenewAsync<T>(StaffFlowsDbContext db, LeasedTable table, Guid id, int number, TimeSpan lease, CancellationToken ct)
        where T : class;
}
