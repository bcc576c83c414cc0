using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Extensions.Localization;
using StaffFlows.Host.Api;
using StaffFlows.Host.Components.Models;
using StaffFlows.Host.Features.People;
using StaffFlows.Host.Localisation;
using StaffFlows.Workflows.Documents.Spreadsheets;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.Persistence.Registers;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.Features.Registers;

/// <summary><c>/registers/{key}</c>: every register on the same page, and as a workbook. What is not his looks like what does not exist.</summary>
internal sealed class RegisterPages(
    OpenRegisters registers, GetRegister read, ExportRegister export, GetRegisterHistory histories, OfficeSnapshots office, Wording say, IStringLocalizer<Texts> texts)
{
    private const int Size = 30;

    public static void Map(IEndpointRouteBuilder pages)
    {
        var group = pages.MapGroup(RegisterAddress.Root).RequireAuthorization().ExcludeFromDescription();
        group.MapGet("", (Viewer by, OpenRegisters registers) => registers.For(by).FirstOrDefault() is { } first ? TypedResults.LocalRedirect(RegisterAddress.Of(first.Key, new())) : Pages.NotFound());
        group.MapGet("/{key}", (string key, Viewer by, RegisterPages page, HttpContext context) => page.ShowAsync(key, by, context));
        group.MapGet("/{key}/export", (string key, Viewer by, RegisterPages page, HttpContext context) => page.ExportAsync(key, by, context));
        pages.MapGet("/candidates", (HttpContext context) => TypedResults.LocalRedirect(RegisterAddress.Of(FormerList(context.Request.Query["list"]), RegisterAddress.Read(context.Request.Query))))
            .RequireAuthorization().ExcludeFromDescription();
    }

    /// <summary>Bookmarks of the address that the registers of selection had before.</summary>
    private static string FormerList(string? list) => list is "Reserves" or "Filings" or "Postings" ? list.ToLowerInvariant() : "candidates";

    private async Task<IResult> ShowAsync(string key, Viewer by, HttpContext context)
    {
        var (query, ct) = (context.Request.Query, context.RequestAborted);
        var (filter, page) = (RegisterAddress.Read(query), RegisterAddress.PageOf(query));
        var rows = await read.ExecuteAsync(key, filter, new((page - 1) * Size, Size), by, ct);
        if (rows.Rejection is not null || !registers.TryFind(key, by, out var register, out _)) return Pages.NotFound();

        var chosen = query["row"].ToString();
        var history = chosen.Length == 0 ? default : await histories.ExecuteAsync(key, chosen, by, ct);
        if (history.Rejection is not null) return Pages.NotFound();

        var organisation = (await office.ReadAsync(ct)).Organisation;
        return Pages.Show<RegisterView>(new RegisterModel(
            key,
            [.. registers.For(by).Select(other => new FilterPick(texts[$"registers.{other.Key}"], RegisterAddress.Of(other.Key, new()), IsCurrent: other.Key == key))],
            Headings(register.Columns),
            [.. rows.Value!.Rows.Select(row => new RegisterLine(row.Id, row.Name, RegisterAddress.OfRow(key, filter, page, row.Id), row.Id == chosen, [.. row.Cells.Select(Text)]))],
            new Paging(page, Size, rows.Value.Total, RegisterAddress.Of(key, filter)),
            RegisterAddress.Of(key, filter, "/export"),
            [.. register.States.Select(state => new PickOption(state, texts[$"registers.{key}.{state}"], state == filter.State))],
            register.HasPlaces ? [.. organisation.Units.Values.OrderBy(u => u.Id, StringComparer.Ordinal).Select(u => new PickOption(u.Id, u.Name, u.Id == filter.UnitId))] : [],
            register.HasPlaces ? [.. organisation.Windows.Values.OrderBy(w => w.Id, StringComparer.Ordinal).Select(w => new PickOption(w.Id, w.Name, w.Id == filter.WindowId))] : [],
            filter.Text,
            Day(filter.From),
            Day(filter.To),
            chosen.Length == 0 ? null : new(
                rows.Value.Rows.FirstOrDefault(row => row.Id == chosen)?.Name ?? texts[$"registers.{key}"], RegisterAddress.OfPage(key, filter, page),
                [.. history.Value.Select(e => new RegisterStep(e.What, e.Detail, say.FullMoment(e.At), e.By))])));
    }

    private async Task<IResult> ExportAsync(string key, Viewer by, HttpContext context)
    {
        var file = await export.ExecuteAsync(key, RegisterAddress.Read(context.Request.Query), by, context.RequestAborted);
        return file.Rejection is not null ? Pages.NotFound() : TypedResults.File(file.Value!.Content, SpreadsheetFile.MediaType, file.Value.FileName);
    }

    private ImmutableArray<RegisterHeading> Headings(ImmutableArray<RegisterColumn> columns) =>
    [
        .. columns.Index().Where(column => column.Item.Below is null).Select(column => new RegisterHeading(
            texts[$"registers.column.{column.Item.Key}"],
            [column.Index, .. columns.Index().Where(other => other.Item.Below == column.Item.Key).Select(other => other.Index)])),
    ];

    private static RegisterText Text(RegisterCell cell) => new(cell.Words ?? cell.Value switch
    {
        DateOnly day => Day(day)!,
        decimal number => Wording.Number(number),
        var other => Convert.ToString(other, CultureInfo.InvariantCulture) ?? "",
    }, cell.Href, cell.Tone);

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
