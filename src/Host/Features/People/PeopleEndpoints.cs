using System.Collections.Immutable;
using StaffFlows.Engine.Execution;
using StaffFlows.Host.Api;
using StaffFlows.Workflows.Calendar;
using StaffFlows.Workflows.Leave;
using StaffFlows.Workflows.Personnel;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.Features.People;

internal sealed record PersonItem(string Id, string StaffNo, string Name, string UnitId, string Unit, string? WindowId, string? Window, string? Post, DateOnly? OnLeaveUntil);

internal sealed record PeopleAnswer(ImmutableArray<PersonItem> Items, int Total);

/// <param name="Week">As in <c>2026-W48</c> (ISO 8601).</param>
internal sealed record ManningAnswer(string Week, ImmutableArray<WindowItem> Items);

/// <param name="Present">On post today.</param>
internal sealed record WindowItem(
    string Id, string Name, string Type, string UnitId, string Unit, string? Head, int? ApprovedHeadcount, int Posted, int? Vacancies, int? Present, ImmutableArray<string> OnLeave,
    ImmutableArray<WindowDayItem> Days);

/// <param name="StandIns">Those of other windows who stand in here.</param>
internal sealed record WindowDayItem(DateOnly Date, ImmutableArray<string> Present, ImmutableArray<AbsenceItem> Absent, ImmutableArray<string> StandIns);

/// <param name="Half">Which half of the day; null for all of it.</param>
internal sealed record AbsenceItem(string Name, HalfDay? Half, string? StandIn);

/// <summary>派驻违规 (SEL-13).</summary>
internal sealed record ViolationItem(Guid Id, ViolationKind Kind, DateOnly OccurredOn, string WindowId, string UnitId, string Facts, string ReportedById, DateTimeOffset ReportedAt);

internal static class PeopleEndpoints
{
    private const int MaxSize = 200;

    public static IServiceCollection AddPeople(this IServiceCollection services) => services
        .AddScoped<GetPeople>()
        .AddScoped<GetPerson>()
        .AddScoped<GetManning>()
        .AddScoped<ReportViolation>()
        .AddScoped<PeoplePages>()
        .AddScoped<ViolationPages>()
        .AddScoped<WindowPages>();

    public static void MapPeople(this RouteGroupBuilder api)
    {
        api.MapGet("/people", async (GetPeople slice, CancellationToken ct, string? q = null, string? unit = null, string? window = null, string? role = null, int page = 1, int size = 50) =>
        {
            var sight = await slice.ExecuteAsync(new PeopleFilter(q, unit, window, role), ct);
            var take = Math.Clamp(size, 1, MaxSize);
            return TypedResults.Ok(new PeopleAnswer(
                [
                    .. sight.People.Skip((Math.Max(1, page) - 1) * take).Take(take).Select(p => new PersonItem(
                        p.Id, p.StaffNo, p.Name, p.HomeUnitId, sight.Organisation.HomeUnitOf(p).Name, p.WindowId, sight.Organisation.WindowOf(p)?.Name, p.Post,
                        sight.OnLeave.TryGetValue(p.Id, out var until) ? until : null)),
                ],
                sight.People.Length));
        });

        api.MapGet("/people/{id}/violations", async (string id, Viewer by, GetPerson slice, CancellationToken ct) =>
            (await slice.ExecuteAsync(id, by, ct)).ToHttp(sight => sight.Violations is { } violations
                ? TypedResults.Ok(new { items = violations.Select(v => new ViolationItem(v.Id, v.Kind, v.OccurredOn, v.WindowId, v.UnitId, v.Facts, v.ReportedById, v.ReportedAt)) })
                : new Rejection(RejectionKind.NotFound, "not-found").ToProblem()));

        api.MapPost("/people/{id}/violations", async (string id, ViolationReport body, Viewer by, RequestKey? key, ReportViolation slice, CancellationToken ct) =>
            (await slice.ExecuteAsync(id, body, by, key, ct)).ToHttp(kept => TypedResults.Created($"/api/v1/people/{id}/violations", kept)));

        api.MapGet("/windows", async (GetManning slice, BusinessClock clock, CancellationToken ct, string? week = null) =>
        {
            var read = await slice.ExecuteAsync(Weeks.Read(week), ct);
            var today = read.Days.IndexOf(clock.Today);
            return TypedResults.Ok(new ManningAnswer(
                Weeks.Of(read.Monday),
                [
                    .. read.Windows.Select(w => new WindowItem(
                        w.Window.Id, w.Window.Name, w.Window.Type, w.Owner.Id, w.Owner.Name, w.Members.FirstOrDefault(m => m.Id == w.Window.HeadId)?.Name,
                        w.Window.ApprovedHeadcount, w.Members.Length, w.Vacancies,
                        today < 0 ? null : w.Days[today].Count,
                        today < 0 ? [] : [.. w.Days[today].Absent.Select(a => a.Person.Name)],
                        [.. read.Days.Zip(w.Days, (date, day) => new WindowDayItem(
                            date, [.. day.Present.Select(p => p.Name)], [.. day.Absent.Select(a => new AbsenceItem(a.Person.Name, a.Half, a.StandIn?.Name))], [.. day.StandIns.Select(p => p.Name)]))])),
                ]));
        });
    }
}
