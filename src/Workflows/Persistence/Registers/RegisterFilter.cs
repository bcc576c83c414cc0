namespace StaffFlows.Workflows.Persistence.Registers;

/// <summary>What is looked for in a register; whatever is null or empty narrows nothing. A state's words are the register's own.</summary>
public sealed record RegisterFilter
{
    /// <summary>Part of a name or of a number, as it was typed.</summary>
    public string Text { get; init; } = "";

    public string? State { get; init; }
    public string? UnitId { get; init; }
    public string? WindowId { get; init; }

    /// <summary>The first day that counts, and the last.</summary>
    public DateOnly? From { get; init; }
    public DateOnly? To { get; init; }

    /// <summary>Only this row.</summary>
    public string? Row { get; init; }

    /// <summary>Numbers are kept in capitals, whoever types them.</summary>
    internal string Number => Text.ToUpperInvariant();

    internal Guid? RowId => Row is null ? null : Guid.TryParse(Row, out var id) ? id : Guid.Empty;
}
