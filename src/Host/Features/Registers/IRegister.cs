using System.Collections.Immutable;
using StaffFlows.Host.Components.Models;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.Persistence.Model;
using StaffFlows.Workflows.Persistence.Registers;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.Features.Registers;

/// <summary>登记簿: a list that the office keeps. All of them are searched, filtered, paged, exported and traced in the same way.</summary>
internal interface IRegister
{
    /// <summary>In addresses, on the API and in the keys of texts.</summary>
    string Key { get; }

    /// <summary>What its filter of states offers; in addresses.</summary>
    ImmutableArray<string> States { get; }

    /// <summary>Whether its rows belong to units and windows that one may filter by.</summary>
    bool HasPlaces { get; }

    ImmutableArray<RegisterColumn> Columns { get; }

    /// <summary>Whether it is for him at all; which rows he then sees is decided by the query.</summary>
    bool IsOpenTo(Viewer viewer);

    Task<RegisterPage> ReadAsync(StaffFlowsDbContext db, RegisterFilter filter, Viewer viewer, RegisterSpan span, CancellationToken ct);

    /// <summary>Where the history of the row that the filter names is kept; null where there is no such row for him.</summary>
    Task<RegisterTrail?> FindTrailAsync(StaffFlowsDbContext db, RegisterFilter filter, Viewer viewer, CancellationToken ct);
}

/// <param name="Key">Its member on the API; its heading is <c>registers.column.{Key}</c>.</param>
/// <param name="Below">The column under whose words it stands on pages; null for one of its own.</param>
internal sealed record RegisterColumn(string Key, string? Below = null);

/// <summary>One value: a text, a whole number, a decimal, a date, or nothing.</summary>
/// <param name="Words">What people read for it; null where the value says it itself.</param>
internal sealed record RegisterCell(object? Value, string? Words = null)
{
    public string? Href { get; init; }

    /// <summary>For states.</summary>
    public Tone? Tone { get; init; }
}

/// <param name="Cells">One per column.</param>
internal sealed record RegisterRow(string Id, string Name, ImmutableArray<RegisterCell> Cells);

internal sealed record RegisterPage(ImmutableArray<RegisterRow> Rows, int Total);

/// <param name="Take">Null for all.</param>
internal sealed record RegisterSpan(int Skip, int? Take)
{
    public static readonly RegisterSpan All = new(0, null);
}

/// <summary>The audit entries that tell of a row, and whose decisions do.</summary>
/// <param name="CaseId">The case whose chain it is; null where no case brought it about.</param>
/// <param name="PostedPersonId">Whose postings tell of it, too.</param>
/// <param name="HasDecisions">The decisions in the case tell of it as well.</param>
internal sealed record RegisterTrail(Guid? CaseId, Func<AuditEntry, bool> IsMeant, string? PostedPersonId = null, bool HasDecisions = false);
