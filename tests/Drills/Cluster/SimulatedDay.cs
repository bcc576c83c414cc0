using System.Collections.Concurrent;
using System.Globalization;
using StaffFlows.Testing;

namespace StaffFlows.Drills.Cluster;

/// <summary>What one person does at one moment of the day.</summary>
internal sealed record Act(DateTimeOffset At, Pair Pair, ActKind Kind);

internal enum ActKind
{
    Apply,
    Withdraw,
    Accept,
    Refuse,
    HeadAgrees,
    HeadRejects,
    DeputyAgrees,
}

/// <summary>
/// Twenty-four hours of a hall, from Tuesday morning to Wednesday morning, and the two working days before, on which cases begin that
/// come due in it: 150 applications; some are decided, some refused, withdrawn or forgotten, so that reminders and escalations are
/// sent. Nothing in it is left to chance, and no two applications of one window meet.
/// </summary>
internal sealed class SimulatedDay
{
    private const int Applications = 150;
    private const int OnFriday = 30;
    private const int OnMonday = 60;
    private static readonly DateTimeOffset Tuesday = Hall.At(2035, 3, 6, 8, 30);

    private readonly ConcurrentDictionary<Pair, Guid> cases = [];

    /// <summary>The hall opens on Friday; a case of that day is escalated on Tuesday.</summary>
    public static DateTimeOffset OpensAt { get; } = Hall.At(2035, 3, 2);

    /// <summary>Applicants in the order of the plan: of each window's five pairs the first three, and six of the fourth.</summary>
    public static IReadOnlyList<Pair> Among(IReadOnlyList<Pair> pairs) => [.. pairs.OrderBy(p => p.Number % 5).ThenBy(p => p.Number).Take(Applications)];

    /// <summary>All moments at which something is done or looked at.</summary>
    public static IReadOnlyList<DateTimeOffset> Moments { get; } =
    [
        Hall.At(2035, 3, 2, 10), Hall.At(2035, 3, 2, 11), Hall.At(2035, 3, 5, 10), Hall.At(2035, 3, 5, 11),
        .. Enumerable.Range(0, 9).Select(hour => Tuesday.AddHours(hour)),
        Hall.At(2035, 3, 6, 17, 40), Hall.At(2035, 3, 6, 18), Hall.At(2035, 3, 6, 22), Tuesday.AddHours(24),
    ];

    public static IEnumerable<Act> Plan(IReadOnlyList<Pair> pairs) => Among(pairs).SelectMany((pair, i) => i switch
    {
        < OnFriday => Friday(pair, i),
        < OnMonday => Monday(pair, i),
        _ => OnTheDay(pair, i),
    });

    /// <summary>Lives through all of it.</summary>
    /// <param name="meanwhile">What happens to the nodes while the clock moves to a moment (by its number) and people act at it.</param>
    public async Task LiveAsync(TwoNodes cluster, Func<int, Task> meanwhile)
    {
        var acts = Plan(cluster.Pairs).ToLookup(act => act.At);
        foreach (var (number, moment) in Moments.Index())
        {
            var disturbance = meanwhile(number);
            await cluster.Desks.MoveClockAsync(moment);
            await Parallel.ForEachAsync(acts[moment], new ParallelOptions { MaxDegreeOfParallelism = 6 }, async (act, _) => await DoAsync(cluster.Desks, act));
            await disturbance;
        }
    }

    private static IEnumerable<Act> Friday(Pair pair, int i)
    {
        yield return new(Moments[0], pair, ActKind.Apply);
        if (i % 2 == 0) yield break;                                   // the stand-in forgets it: reminded on Monday, escalated on Tuesday

        yield return new(Moments[1], pair, ActKind.Accept);
        if (i % 4 == 1) yield return new(Hall.At(2035, 3, 6, 18), pair, ActKind.HeadAgrees);
    }

    private static IEnumerable<Act> Monday(Pair pair, int i)
    {
        yield return new(Moments[2], pair, ActKind.Apply);
        if (i % 3 == 0) yield break;                                   // reminded on Tuesday

        yield return new(Moments[3], pair, ActKind.Accept);
        if (i % 3 == 1) yield break;

        yield return new(Tuesday.AddHours(1), pair, ActKind.HeadAgrees);
        yield return new(Tuesday.AddHours(2), pair, ActKind.DeputyAgrees);
    }

    private static IEnumerable<Act> OnTheDay(Pair pair, int i)
    {
        var hour = i % 6;
        yield return new(Tuesday.AddHours(hour), pair, ActKind.Apply);
        yield return new(Tuesday.AddHours(hour + 1), pair, i % 10 == 3 ? ActKind.Refuse : ActKind.Accept);
        if (i % 10 == 3) yield break;

        yield return new(Tuesday.AddHours(hour + 2), pair, i % 10 == 7 ? ActKind.Withdraw : i % 9 == 4 ? ActKind.HeadRejects : ActKind.HeadAgrees);
        if (i % 10 != 7 && i % 9 != 4) yield return new(Tuesday.AddHours(hour + 3), pair, ActKind.DeputyAgrees);
    }

    private async Task DoAsync(Desks desks, Act act)
    {
        var pair = act.Pair;
        switch (act.Kind)
        {
            case ActKind.Apply:
                var from = new DateOnly(2035, 4, 2).AddDays(7 * (pair.Number % 5));
                cases[pair] = await desks.ApplyAsync(pair, Date(from), Date(from.AddDays(pair.Number % 8 == 0 ? 4 : 1)), $"{pair.Number} Apply");
                break;
            case ActKind.Withdraw:
                (await desks.PostAsync(pair.Applicant, $"cases/{cases[pair]}/withdraw", new { }, $"{pair.Number} Withdraw")).Expect();
                break;
            case ActKind.Accept:
                await DecideAsync(desks, pair.StandIn, act, "accept");
                break;
            case ActKind.Refuse:
                await DecideAsync(desks, pair.StandIn, act, "refuse");
                break;
            case ActKind.HeadAgrees:
                await DecideAsync(desks, pair.Head, act, "agree");
                break;
            case ActKind.HeadRejects:
                await DecideAsync(desks, pair.Head, act, "reject", "窗口人手不足");
                break;
            case ActKind.DeputyAgrees:
                await DecideAsync(desks, pair.Deputy, act, "agree");
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(act), act.Kind, "Nobody does that.");
        }
    }

    private async Task DecideAsync(Desks desks, string userName, Act act, string outcome, string? opinion = null)
    {
        var task = await desks.FindTaskAsync(userName, cases[act.Pair]) ?? throw new InvalidOperationException($"{userName} has no task for {act}.");
        (await desks.PostAsync(userName, $"tasks/{task}/complete", Wish.Decision(outcome, opinion), $"{act.Pair.Number} {act.Kind}")).Expect();
    }

    private static string Date(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
