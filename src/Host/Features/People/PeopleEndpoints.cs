using System.Collections.Immutable;
using StaffFlows.Host.Api;
using StaffFlows.Workflows.Calendar;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.Features.People;

internal sealed record PersonItem(string Id, string StaffNo, string Name, string UnitId, string Unit, string? WindowId, string? Window, string? Post, DateOnly? OnLeaveUntil);

internal sealed record PeopleAnswer(ImmutableArray<PersonItem> Items, int Total);

/// <param name="Present">On post today.</param>
internal sealed record WindowItem(
    string Id, string Name, string Type, string UnitId, string Unit, string? Head, int? ApprovedHeadcount, int Posted, int? Vacancies, int? Present, ImmutableArray<string> OnLeave);

internal static class PeopleEndpoints
{
    private const int MaxSize = 200;

    public static IServiceCollection AddPeople(this IServiceCollection services) => services
        .AddScoped<GetPeople>()
        .AddScoped<GetPerson>()
        .AddScoped<GetManning>()
        .AddScoped<PeoplePages>();

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

        api.MapGet("/windows", async (GetManning slice, BusinessClock clock, CancellationToken ct) =>
        {
            var week = await slice.ExecuteAsync(null, ct);
            var today = week.Days.IndexOf(clock.Today);
            return TypedResults.Ok(new
            {
                items = week.Windows.Select(w => new WindowItem(
                    w.Window.Id, w.Window.Name, w.Window.Type, w.Owner.Id, w.Owner.Name, w.Members.FirstOrDefault(m => m.Id == w.Window.HeadId)?.Name,
                    w.Window.ApprovedHeadcount, w.Members.Length, w.Vacancies,
                    today < 0 ? null : w.Members.Length - w.Absent[today].Length,
                    today < 0 ? [] : [.. w.Absent[today].Select(p => p.Name)])),
            });
        });
    }
}
