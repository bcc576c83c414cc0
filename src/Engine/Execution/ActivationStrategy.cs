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
