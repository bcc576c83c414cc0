using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using StaffFlows.Workflows.Calendar;
using StaffFlows.Workflows.Persistence.Registers;

namespace StaffFlows.Host.Features.Registers;

/// <summary>A register's filter in its address, and back: <c>q</c>, <c>state</c>, <c>unit</c>, <c>window</c>, <c>from</c>, <c>to</c>. What can't be read narrows nothing.</summary>
internal static class RegisterAddress
{
    public const string Root = "/registers";

    private const int MostCharacters = 100;

    public static RegisterFilter Read(IQueryCollection query) => new()
    {
        Text = query["q"].ToString().Trim() is var text && text.Length > MostCharacters ? text[..MostCharacters] : text,
        State = WordOf(query["state"]), UnitId = WordOf(query["unit"]), WindowId = WordOf(query["window"]), From = IsoDay.Find(query["from"]), To = IsoDay.Find(query["to"]),
    };

    /// <summary>Pages count from 1.</summary>
    public static int PageOf(IQueryCollection query) => int.TryParse(query["page"], CultureInfo.InvariantCulture, out var page) ? Math.Clamp(page, 1, 100_000) : 1;

    public static string Of(string register, RegisterFilter filter, string file = "") =>
        QueryHelpers.AddQueryString($"{Root}/{register}{file}", Parts(filter));

    /// <summary>The same page of the list, with a row's history beside it.</summary>
    public static string OfRow(string register, RegisterFilter filter, int page, string row) =>
        QueryHelpers.AddQueryString(Of(register, filter), Parts(page).Append(KeyValuePair.Create("row", (string?)row)));

    public static string OfPage(string register, RegisterFilter filter, int page) => QueryHelpers.AddQueryString(Of(register, filter), Parts(page));

    private static IEnumerable<KeyValuePair<string, string?>> Parts(int page) => page > 1 ? [KeyValuePair.Create("page", (string?)page.ToString(CultureInfo.InvariantCulture))] : [];

    private static IEnumerable<KeyValuePair<string, string?>> Parts(RegisterFilter filter) => new (string Name, string? Value)[]
    {
        ("q", filter.Text), ("state", filter.State), ("unit", filter.UnitId), ("window", filter.WindowId), ("from", Text(filter.From)), ("to", Text(filter.To)),
    }.Where(part => !string.IsNullOrEmpty(part.Value)).Select(part => KeyValuePair.Create(part.Name, part.Value));

    private static string? Text(DateOnly? day) => day is { } known ? IsoDay.Text(known) : null;

    private static string? WordOf(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
