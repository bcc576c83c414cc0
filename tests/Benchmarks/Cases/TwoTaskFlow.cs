using StaffFlows.Benchmarks.Databases;
using StaffFlows.Benchmarks.Load;
using StaffFlows.Benchmarks.Machine;
using StaffFlows.Benchmarks.Procedures;

namespace StaffFlows.Benchmarks.Cases;

/// <summary>A full instance is a start and two completions: the first one goes on to the second task, the second one ends the case.</summary>
internal enum Phase
{
    Start,
    First,
    Second,
}

/// <summary>Runs the three phases of many instances, one phase after the other, each from a number of callers.</summary>
internal sealed class TwoTaskFlow(Desk desk, Store store, CpuMeter meter, TimeProvider time)
{
    private static readonly byte[] Agree = """{"outcome":"agree","opinion":"同意"}"""u8.ToArray();
    private static readonly byte[][] Bodies = [.. Enumerable.Range(0, 1000).Select(number => FormText.StartBody(number))];

    public static byte[] AgreeBody => Agree;

    public static byte[] BodyAt(int number) => Bodies[number % Bodies.Length];

    public static string ApplicantAt(int number) => Staff.Applicants[number % Staff.Applicants.Length];

    public async Task<IReadOnlyDictionary<Phase, Measured>> RunAsync(int callers, int instances, CancellationToken ct) => new Dictionary<Phase, Measured>
    {
        [Phase.Start] = await StartAsync(callers, instances, ct),
        [Phase.First] = await DecideAsync(Phase.First, callers, instances, ct),
        [Phase.Second] = await DecideAsync(Phase.Second, callers, instances, ct),
    };

    public Task<Measured> RunAsync(Phase phase, int callers, int instances, CancellationToken ct) =>
        phase is Phase.Start ? StartAsync(callers, instances, ct) : DecideAsync(phase, callers, instances, ct);

    /// <summary>One operation of a phase after the other, for whoever wants to look between them.</summary>
    public async Task<Func<int, Task>> PrepareAsync(Phase phase, CancellationToken ct)
    {
        if (phase is Phase.Start) return operation => StartOneAsync(operation, ct);

        var tasks = await OpenTasksAsync(phase, ct);
        return operation => desk.CompleteAsync(tasks[operation].Id, tasks[operation].Assignee, Agree, ct);
    }

    private Task<Measured> StartAsync(int callers, int instances, CancellationToken ct) =>
        Callers.RunAsync(callers, instances, meter, time, (_, operation, token) => StartOneAsync(operation, token), ct);

    private async Task<Measured> DecideAsync(Phase phase, int callers, int instances, CancellationToken ct)
    {
        var tasks = await OpenTasksAsync(phase, ct);
        if (tasks.Count < instances) throw new InvalidOperationException($"Of {instances} tasks only {tasks.Count} are open at the step {phase}.");

        return await Callers.RunAsync(
            callers, instances, meter, time, (_, operation, token) => desk.CompleteAsync(tasks[operation].Id, tasks[operation].Assignee, Agree, token), ct);
    }

    private Task<Guid> StartOneAsync(int number, CancellationToken ct) => desk.StartAsync(Definitions.TwoTasks, ApplicantAt(number), BodyAt(number), ct);

    private Task<List<OpenTask>> OpenTasksAsync(Phase phase, CancellationToken ct) => OpenTask.ReadAsync(store, phase is Phase.First ? "first" : "second", ct);
}

/// <summary>A task that somebody holds.</summary>
internal sealed record OpenTask(Guid Id, string Assignee)
{
    /// <summary>Oldest first.</summary>
    public static Task<List<OpenTask>> ReadAsync(Store store, string step, CancellationToken ct) => store.QueryAsync(
        $"SELECT CAST(id AS varchar(36)), assignee_id FROM user_tasks WHERE closed_at IS NULL AND assignee_id IS NOT NULL AND step_id = '{step}' ORDER BY created_at, id",
        row => new OpenTask(Guid.Parse(row.GetString(0)), row.GetString(1)), ct);
}
