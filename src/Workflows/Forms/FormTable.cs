using System.Collections.Immutable;

namespace StaffFlows.Workflows.Forms;

/// <summary>What a field of type <see cref="FieldType.Table"/> has in each of its rows. 表格字段</summary>
/// <param name="Columns">At least one; of every type but tables, attachments and ranges of half days.</param>
/// <param name="MinRows">Rows of a table that is filled in at all; 0 or more.</param>
/// <param name="MaxRows">From 1 to <see cref="MostRows"/>.</param>
/// <param name="IsFixed">Its rows come from the procedure, or from <paramref name="Rows"/>: no step adds or removes any.</param>
/// <param name="Rows">What stands in the first column of a fixed table from the start, a row each.</param>
public sealed record FormTable(ImmutableArray<FormField> Columns, int MinRows, int MaxRows, bool IsFixed, ImmutableArray<string> Rows)
{
    public const int MostRows = 200;
    public const int MostColumns = 20;

    /// <summary>Rows times columns: what one page can still show and post.</summary>
    public const int MostCells = 1000;

    /// <summary>The member of each row that names it, from when it comes in until it is removed.</summary>
    public const string RowId = "id";

    public static bool MayBeColumn(FieldType type) => type is not (FieldType.Table or FieldType.Attachments or FieldType.HalfDayRange);
}
