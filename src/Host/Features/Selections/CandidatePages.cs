using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Extensions.Localization;
using StaffFlows.Host.Api;
using StaffFlows.Host.Components.Models;
using StaffFlows.Host.Features.People;
using StaffFlows.Host.Localisation;
using StaffFlows.Workflows.Calendar;
using StaffFlows.Workflows.Selection;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.Features.Selections;

/// <summary><c>/candidates</c>: the registers of candidates, reserves, filings and postings, and each as a file.</summary>
internal sealed class CandidatePages(GetCandidates candidates, BusinessClock clock, Wording say, IStringLocalizer<Texts> texts)
{
    private const int Size = 30;

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/candidates", (Viewer by, CandidatePages page, HttpContext context) => page.ShowAsync(by, context)).RequireAuthorization().ExcludeFromDescription();
        pages.MapGet("/candidates/export", (Viewer by, CandidatePages page, HttpContext context) => page.ExportAsync(by, context)).RequireAuthorization().ExcludeFromDescription();
    }

    private async Task<IResult> ShowAsync(Viewer by, HttpContext context)
    {
        var filter = FilterOf(context);
        var sight = await candidates.ExecuteAsync(filter, by, context.RequestAborted);
        var page = int.TryParse(context.Request.Query["page"], out var asked) ? Math.Max(1, asked) : 1;
        return Pages.Show<CandidatesView>(new CandidatesModel(
            [.. sight.Lines.Skip((page - 1) * Size).Take(Size).Select(line => Row(line, sight))],
            new Paging(page, Size, sight.Lines.Length, $"/candidates{AddressOf(filter)}"),
            [.. Enum.GetValues<CandidateList>().Select(list => new FilterPick(texts[$"candidates.list.{list}"], $"/candidates{AddressOf(filter with { List = list })}", IsCurrent: list == filter.List))],
            $"{filter.List}",
            [.. sight.Organisation.Units.Values.OrderBy(u => u.Id, StringComparer.Ordinal).Select(u => new PickOption(u.Id, u.Name, u.Id == filter.UnitId))],
            [.. sight.Organisation.Windows.Values.OrderBy(w => w.Id, StringComparer.Ordinal).Select(w => new PickOption(w.Id, w.Name, w.Id == filter.WindowId))],
            filter.Text,
            $"/candidates/export{AddressOf(filter)}"));
    }

    private async Task<IResult> ExportAsync(Viewer by, HttpContext context)
    {
        var filter = FilterOf(context);
        var sight = await candidates.ExecuteAsync(filter, by, context.RequestAborted);
        string[] head =
        [
            texts["people.staffNo"], texts["people.name"], texts["people.unit"], texts["people.window"], texts["people.post"], texts["candidates.case"], texts["candidates.recommendedOn"],
            texts["people.state"], texts["candidates.score"], texts["candidates.rank"], texts["candidates.reserveUntil"], texts["candidates.filingNumber"], texts["candidates.filedOn"], texts["people.onPostSince"],
        ];
        return CsvFile.Of($"{texts[$"candidates.list.{filter.List}"].Value}-{clock.Today:yyyyMMdd}.csv", head, sight.Lines.Select(line => (IEnumerable<string?>)
        [
            line.Person.StaffNo, line.Person.Name, sight.Organisation.HomeUnitOf(line.Person).Name, sight.Organisation.Windows[line.Entry.WindowId].Name, line.Entry.Title, line.CaseNumber,
            Day(line.Entry.RecommendedOn), texts[$"candidates.state.{line.Entry.State}"], line.Entry.Score?.ToString("0.##", CultureInfo.InvariantCulture),
            line.Entry.Rank?.ToString(CultureInfo.InvariantCulture), Day(line.Entry.ReserveUntil), line.Entry.FilingNumber, Day(line.Entry.FiledOn), Day(line.Entry.OnPostDate),
        ]));
    }

    private CandidateRow Row(CandidateLine line, CandidateSight sight) => new(
        line.Person.StaffNo, line.Person.Name, sight.Organisation.HomeUnitOf(line.Person).Name, sight.Organisation.Windows[line.Entry.WindowId].Name, line.Entry.Title,
        line.CaseNumber, $"/cases/{line.Entry.CaseId}", line.Entry.Score, line.Entry.Rank, new(ToneOf(line.Entry.State), texts[$"candidates.state.{line.Entry.State}"]),
        line.Entry switch
        {
            { OnPostDate: { } since } => say.FullDay(since),
            { FilingNumber: { } number } => number,
            { State: CandidacyState.Reserve, ReserveUntil: { } until } => texts["candidates.validUntil", say.FullDay(until)],
            _ => null,
        });

    private static Tone ToneOf(CandidacyState state) => state switch
    {
        CandidacyState.OnPost => Tone.Done,
        CandidacyState.Frozen or CandidacyState.Reserve => Tone.Wait,
        _ when Candidacy.IsOpen(state) => Tone.Info,
        _ => Tone.Late,
    };

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static CandidateFilter FilterOf(HttpContext context)
    {
        var query = context.Request.Query;
        return new(Enum.TryParse<CandidateList>(query["list"], ignoreCase: true, out var list) && Enum.IsDefined(list) ? list : CandidateList.All, query["q"], query["unit"], query["window"]);
    }

    private static string AddressOf(CandidateFilter filter)
    {
        var parts = new (string Name, string? Value)[] { ("list", filter.List is CandidateList.All ? null : $"{filter.List}"), ("q", filter.Text), ("unit", filter.UnitId), ("window", filter.WindowId) }
            .Where(p => !string.IsNullOrEmpty(p.Value)).Select(p => $"{p.Name}={Uri.EscapeDataString(p.Value!)}").ToList();
        return parts.Count == 0 ? "" : $"?{string.Join('&', parts)}";
    }
}
