namespace StaffFlows.Engine.Execution;

/// <summary>When an instance may be started, by what is running. The database enforces it, also where two start at once.</summary>
public enum ActivationStrategy
{
    Always,

    /// <summary>Only where no instance of the definition is running.</summary>
    Singleton,

    /// <summary>Only where no instance of any definition is running with the same correlation id.</summary>
    Correlation,

    /// <summary>Only where no instance of the definition is running with the same correlation id.</summary>
    CorrelatedSingleton,
}

/// <summary>How definitions name them, and how a store refuses.</summary>
public static class ActivationStrategies
{
    /// <summary>The rejection's code where another instance is not allowed.</summary>
    public const string Refusal = "already-running";

    /// <summary>By Elsa's short or CLR name, with or without assembly; one that nobody knows forbids nothing.</summary>
    public static ActivationStrategy Read(string? name)
    {
        var type = (name ?? "").Split(',')[0].Trim();
        var shortName = type[(type.LastIndexOf('.') + 1)..];
        if (shortName.EndsWith("Strategy", StringComparison.Ordinal)) shortName = shortName[..^"Strategy".Length];

        return Enum.TryParse<ActivationStrategy>(shortName, ignoreCase: true, out var strategy) ? strategy : ActivationStrategy.Always;
    }
}
