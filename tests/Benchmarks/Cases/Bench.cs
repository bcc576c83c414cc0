using StaffFlows.Benchmarks.Databases;
using StaffFlows.Benchmarks.Hosts;

namespace StaffFlows.Benchmarks.Cases;

/// <summary>What all cases share.</summary>
/// <param name="Fresh">For each database: opened once by a host, filled with the procedures and people, and closed again. Cases copy it.</param>
internal sealed record Bench(Hall Hall, IReadOnlyList<Store> Fresh, Sizes Sizes, TimeProvider Time, Progress Say)
{
    public PostgreSqlStore? PostgreSql => Fresh.OfType<PostgreSqlStore>().FirstOrDefault();
}

/// <summary>Tells whoever waits what is being done.</summary>
internal delegate void Progress(string sentence);

/// <summary>How much of everything: the quick form shows that everything works and roughly where it is, the full one is what is published.</summary>
internal sealed record Sizes
{
    public required int Rounds { get; init; }

    /// <summary>How many times the anchor at one end of a round may be the anchor at its other end.</summary>
    public double Tolerated { get; init; } = 1.5;

    /// <summary>Operations of one caller in a round; several callers do <see cref="Crowd"/>.</summary>
    public required int Alone { get; init; }
    public required int Crowd { get; init; }

    /// <summary>Instances run from start to end before anything is measured.</summary>
    public required int WarmUp { get; init; }
    public required int Counted { get; init; }

    /// <summary>Of one round.</summary>
    public required int Claims { get; init; }
    public required int Timers { get; init; }
    public required int OpenTasks { get; init; }
    public required int DoneTasks { get; init; }
    public required int People { get; init; }
    public required int Groups { get; init; }
    public required int LongestQueue { get; init; }
    public required int Lookups { get; init; }
    public required int Grown { get; init; }
    public required int Pages { get; init; }
    public required int Starts { get; init; }

    public static Sizes Of(Form form) => form switch
    {
        Form.Smoke => Smoke,
        Form.Quick => Quick,
        _ => Full,
    };

    private static Sizes Quick { get; } = new()
    {
        Rounds = 3, Alone = 100, Crowd = 512, WarmUp = 2_000, Counted = 50, Claims = 20, Timers = 10_000, OpenTasks = 20_000, DoneTasks = 50_000,
        People = 2_000, Groups = 50, LongestQueue = 1_000, Lookups = 300, Grown = 20_000, Pages = 200, Starts = 2,
    };

    private static Sizes Smoke { get; } = new()
    {
        Rounds = 1, Tolerated = double.MaxValue, Alone = 5, Crowd = 32, WarmUp = 32, Counted = 5, Claims = 3, Timers = 50, OpenTasks = 500, DoneTasks = 1_000,
        People = 200, Groups = 10, LongestQueue = 50, Lookups = 10, Grown = 2_000, Pages = 20, Starts = 1,
    };

    private static Sizes Full { get; } = new()
    {
        Rounds = 7, Alone = 300, Crowd = 1_600, WarmUp = 3_000, Counted = 200, Claims = 100, Timers = 10_000, OpenTasks = 1_000_000, DoneTasks = 5_000_000,
        People = 20_000, Groups = 500, LongestQueue = 5_000, Lookups = 3_000, Grown = 1_000_000, Pages = 1_000, Starts = 5,
    };
}

/// <summary>A case on databases that take long to fill; once filled, they stay in the folder of the run.</summary>
internal interface IPreparedCase : ICase
{
    Task PrepareAsync(Bench bench, CancellationToken ct);
}

/// <summary>One part of the program, chosen by its name.</summary>
internal interface ICase
{
    string Name { get; }

    Task<IReadOnlyList<Report.Row>> RunAsync(Bench bench, CancellationToken ct);
}
