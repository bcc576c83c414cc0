using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Workflows.Persistence;

/// <summary>
/// Which tasks a page shows. What a person holds and what he is offered are each read in order from an index of their own and only as
/// far as the page reaches; everything else about the tasks is looked up for the page alone.
/// </summary>
internal static class InboxTasks
{
    /// <summary>Tasks whose case has the searched words in its title or number; all of them where nothing is searched.</summary>
    public static IQueryable<UserTask> Matching(StaffFlowsDbContext db, InboxQuery query) =>
        query.Search is { } search
            ? db.UserTasks.Where(t => db.Cases.Any(c => c.Id == t.CaseId && (c.Title.Contains(search) || c.Number!.Contains(search))))
            : db.UserTasks;

    /// <summary>In the order of the list.</summary>
    public static IQueryable<Shown> Page(StaffFlowsDbContext db, InboxQuery query, Viewer viewer, int skip, int size)
    {
        var tasks = Matching(db, query);
        var places = query.View is InboxView.Done
            ? tasks.Show(InboxView.Done, viewer).Select(t => new Place { Id = t.Id, At = t.ClosedAt!.Value, DueAt = t.DueAt })
            : Branches(tasks, viewer).Select(First).Aggregate((all, branch) => all.Concat(branch));
        var shown = Order(places, query).Skip(skip).Take(size)
            .Join(db.UserTasks, place => place.Id, task => task.Id, (place, task) => new { place, task })
            .Join(db.Cases, both => both.task.CaseId, @case => @case.Id, (both, @case) => new Shown { Place = both.place, Task = both.task, Case = @case });
        return IsByDeadline(query)
            ? shown.OrderBy(s => s.Place.DueAt == null).ThenBy(s => s.Place.DueAt).ThenByDescending(s => s.Place.At).ThenByDescending(s => s.Place.Id)
            : shown.OrderByDescending(s => s.Place.At).ThenByDescending(s => s.Place.Id);

        IQueryable<Place> First(IQueryable<Place> branch) => Order(branch, query).Take(skip + size);
    }

    /// <summary>What he holds and what he is offered; the same for each person whom he represents.</summary>
    private static IEnumerable<IQueryable<Place>> Branches(IQueryable<UserTask> tasks, Viewer viewer)
    {
        yield return Held(tasks.HeldBy(viewer));
        yield return Offered(tasks.OfferedTo(viewer));
        List<string> seen = [viewer.PersonId];
        foreach (var represented in viewer.Represents)
        {
            yield return Held(tasks.HeldFor(represented));
            yield return Offered(tasks.OfferedTo(represented, [.. seen]));
            seen.Add(represented.PersonId);
        }

        static IQueryable<Place> Held(IQueryable<UserTask> tasks) => tasks.Select(t => new Place { Id = t.Id, At = t.CreatedAt, DueAt = t.DueAt });
        static IQueryable<Place> Offered(IQueryable<OfferedTask> offers) => offers.Select(offer => new Place { Id = offer.Task.Id, At = offer.Since, DueAt = offer.Task.DueAt });
    }

    private static IOrderedQueryable<Place> Order(IQueryable<Place> places, InboxQuery query) => IsByDeadline(query)
        ? places.OrderBy(p => p.DueAt == null).ThenBy(p => p.DueAt).ThenByDescending(p => p.At).ThenByDescending(p => p.Id)
        : places.OrderByDescending(p => p.At).ThenByDescending(p => p.Id);

    private static bool IsByDeadline(InboxQuery query) => query is { View: InboxView.Todo, DueFirst: true };

    /// <summary>A task on a page, with its case.</summary>
    public sealed class Shown
    {
        public required Place Place { get; init; }
        public required UserTask Task { get; init; }
        public required Case Case { get; init; }
    }

    /// <summary>Where a task stands in a list.</summary>
    public sealed class Place
    {
        public required Guid Id { get; init; }

        /// <summary>When it came to the person, or for finished tasks when he decided it.</summary>
        public required DateTimeOffset At { get; init; }
        public required DateTimeOffset? DueAt { get; init; }
    }
}
