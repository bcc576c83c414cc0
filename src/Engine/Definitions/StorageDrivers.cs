namespace StaffFlows.Engine.Definitions;

/// <summary>Which storage driver names mean "keep it with the instance"; Elsa writes short aliases, older files assembly-qualified names.</summary>
internal static class StorageDrivers
{
    public static bool KeepsWithInstance(string? driver) =>
        driver is not null
        && (driver.Contains("WorkflowInstanceStorageDriver", StringComparison.Ordinal)
            || driver.Contains("WorkflowStorageDriver", StringComparison.Ordinal));
}
