namespace StaffFlows.Engine.Runtime;

/// <summary>A pump could not do one of the things in its hands; the others were not touched by it.</summary>
/// <param name="work">Which, by id.</param>
public sealed class FailedWorkException(string work, Exception cause) : Exception($"{work} failed: {cause.Message}", cause)
{
    public string Work => work;
}
