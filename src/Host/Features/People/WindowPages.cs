using System.Collections.Immutable;
using Microsoft.Extensions.Localization;
using StaffFlows.Host.Api;
using StaffFlows.Host.Components.Models;
using StaffFlows.Host.Localisation;
using StaffFlows.Workflows.Calendar;
using StaffFlows.Workflows.Leave;

namespace StaffFlows.Host.Features.People;

/// <summary><c>/windows</c>: who is at which window today, and in the week that <c>week</c> names; <c>day</c> chooses another day of it.</summary>
internal sealed class WindowPages(GetManning manning, BusinessClock clock, IStringLocalizer<Texts> texts)
{
    public static void Map(IEndpointRouteBuilder pages) =>
        pages.MapGet("/windows", (WindowPages page, CancellationToken ct, string? week = null, string? day = null) => page.ShowAsync(Weeks.Read(day) ?? Weeks.Read(week), Weeks.Read(day), ct))
            .RequireAuthorization().ExcludeFromDescription();

    private async Task<IResult> ShowAsync(DateOnly? week, DateOnly? day, CancellationToken ct)
    {
        var read = await manning.ExecuteAsync(week, ct);
        var chosen = ChosenOf(read.Days, day);
        var index = read.Days.IndexOf(chosen);
        return Pages.Show<WindowsView>(new WindowsModel(
            Weeks.Of(read.Monday),
            [.. read.Days.Select(d => new WindowDay(d, $"/windows?week={Weeks.Of(d)}&day={d:yyyy-MM-dd}"))],
            chosen,
            index < 0 ? [] : [.. read.Windows.Select(window => Row(window, index))],
            $"/windows?week={Weeks.Of(read.Monday.AddDays(-7))}",
            $"/windows?week={Weeks.Of(read.Monday.AddDays(7))}"));
    }

    /// <summary>The day asked for, else today, else the next working day of the week, else its first.</summary>
    private DateOnly ChosenOf(ImmutableArray<DateOnly> days, DateOnly? asked) =>
        asked is { } day && days.Contains(day) ? day
        : days.IsEmpty || clock.Today > days[^1] || clock.Today < days[0] ? days.FirstOrDefault()
        : days.First(d => d >= clock.Today);

    private WindowRow Row(WindowManning window, int chosen)
    {
        var day = window.Days[chosen];
        var (tone, note) = StateOf(window, day);
        return new(
            window.Window.Name, window.Owner.Name, window.Window.ApprovedHeadcount, window.Members.Length, window.Vacancies ?? 0,
            new WindowDuty(
                day.Count,
                [.. day.Present.Select(p => p.Name), .. day.StandIns.Select(p => texts["windows.standsIn", p.Name].Value)],
                [.. day.Absent.Select(a => new WindowAbsence(NameOf(a), a.StandIn?.Name))],
                tone,
                note ?? (window.NeedsSomebody ? texts["windows.manned"] : "")),
            [.. window.Days.Select(d => Cell(window, d))]);
    }

    private ManningCell Cell(WindowManning window, DayManning day)
    {
        var (tone, note) = StateOf(window, day);
        return new(day.Count, window.Members.Length, tone, note, [.. day.Absent.Select(NameOf)]);
    }

    private (Tone Tone, string? Note) StateOf(WindowManning window, DayManning day) => day switch
    {
        { Count: 0 } => window.NeedsSomebody ? (Tone.Late, texts["windows.nobody"]) : (Tone.None, null),
        _ when day.Count < window.Members.Length => (Tone.Wait, texts["windows.short", window.Members.Length - day.Count]),
        { StandIns.Length: > 0 } => (Tone.Info, texts["windows.stoodIn"]),
        _ => (Tone.None, null),
    };

    private string NameOf(Absence absence) => absence.Half switch
    {
        HalfDay.Am => texts["windows.half", absence.Person.Name, texts["half.am"].Value],
        HalfDay.Pm => texts["windows.half", absence.Person.Name, texts["half.pm"].Value],
        _ => absence.Person.Name,
    };
}
