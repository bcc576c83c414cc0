using StaffFlows.Engine.Definitions;
using StaffFlows.Engine.Execution;

namespace StaffFlows.Engine.Activities;

/// <summary>What a flowchart remembers between two turns: numbers of connections, the same in both modes.</summary>
internal sealed class FlowMemory(ContainerContext context, FlowGraph graph)
{
    internal const string ArrivedKey = "arrived";
    internal const string ConsumedKey = "consumed";

    private readonly List<int> arrived = [.. context.Recall<int[]>(ArrivedKey) ?? []];
    private readonly List<int> consumed = [.. context.Recall<int[]>(ConsumedKey) ?? []];

    /// <summary>Connections that have arrived at an activity which still waits for others.</summary>
    public IEnumerable<FlowConnection> Arrived => arrived.Select(number => graph.Connections[number]);

    /// <summary>Connections whose arrival has led to something since, or to nothing any more.</summary>
    public IEnumerable<FlowConnection> Consumed => consumed.Select(number => graph.Connections[number]);

    public bool HasArrived(FlowConnection connection) => arrived.Contains(connection.Number);

    public void Arrive(FlowConnection connection)
    {
        consumed.Remove(connection.Number);
        if (!HasArrived(connection)) arrived.Add(connection.Number);
    }

    /// <summary>Takes arrivals away, for good unless a return gives them back.</summary>
    /// <returns>False where none was there.</returns>
    public bool Consume(Func<FlowConnection, bool> which)
    {
        var taken = arrived.FindAll(number => which(graph.Connections[number]));
        arrived.RemoveAll(taken.Contains);
        consumed.AddRange(taken.Except(consumed));

        return taken.Count > 0;
    }

    public void Forget(Func<FlowConnection, bool> which)
    {
        arrived.RemoveAll(number => which(graph.Connections[number]));
        ForgetConsumed(which);
    }

    public void ForgetConsumed(Func<FlowConnection, bool> which) => consumed.RemoveAll(number => which(graph.Connections[number]));

    public void Save()
    {
        Save(ArrivedKey, arrived);
        Save(ConsumedKey, consumed);
    }

    private void Save(string key, List<int> numbers)
    {
        if (!numbers.SequenceEqual(context.Recall<int[]>(key) ?? [])) context.Remember(key, numbers.ToArray());
    }
}
