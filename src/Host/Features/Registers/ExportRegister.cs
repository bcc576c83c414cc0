using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using StaffFlows.Host.Localisation;
using StaffFlows.Workflows;
using StaffFlows.Workflows.Calendar;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Documents.Spreadsheets;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.Persistence.Registers;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.Features.Registers;

internal sealed record ExportedRegister(string FileName, byte[] Content);

/// <summary>A register as a workbook: exactly the rows that the filter leaves, all pages of them. Who took which rows is audited before they leave.</summary>
internal sealed class ExportRegister(
    OpenRegisters registers, IDbContextFactory<StaffFlowsDbContext> databases, IWriteQueue queue, BusinessClock clock, IStringLocalizer<Texts> texts)
{
    public const string Chain = "registers";

    public async Task<Result<ExportedRegister>> ExecuteAsync(string key, RegisterFilter filter, Viewer by, CancellationToken ct)
    {
        if (!registers.TryFind(key, by, out var register, out var refused)) return refused;

        await using var db = await databases.CreateDbContextAsync(ct);
        var read = await register.ReadAsync(db, filter, by, RegisterSpan.All, ct);
        var title = texts[$"registers.{key}"].Value;
        var content = SpreadsheetFile.Write(
            title,
            [.. register.Columns.Select(column => texts[$"registers.column.{column.Key}"].Value)],
            read.Rows.Select(row => (IReadOnlyList<object?>)[.. row.Cells.Select(cell => cell.Value is null or string ? cell.Words ?? cell.Value : cell.Value)]));
        var audited = await queue.WriteAsync<bool>(
            async (write, token) =>
            {
                await AuditChain.AppendAsync(write, clock.Now, [new AuditRecorded(Chain, "register.exported", by.PersonId, Details(key, filter, read.Rows.Length))], token);
                return true;
            },
            ct);
        return audited.Rejection is { } failed ? failed : new ExportedRegister($"{title}-{clock.Today:yyyyMMdd}.xlsx", content);
    }

    private static JsonObject Details(string key, RegisterFilter filter, int rows) => new()
    {
        ["register"] = key, ["rows"] = rows, ["text"] = filter.Text, ["state"] = filter.State, ["unit"] = filter.UnitId, ["window"] = filter.WindowId,
        ["from"] = filter.From?.ToString("O"), ["to"] = filter.To?.ToString("O"),
    };
}
