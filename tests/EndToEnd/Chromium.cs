namespace StaffFlows.EndToEnd;

/// <summary>Where the browser is; null where there is none, and the journeys are then reported as skipped by name.</summary>
internal static class Chromium
{
    public static string? Path { get; } =
        new[] { Environment.GetEnvironmentVariable("STAFFFLOWS_TEST_CHROMIUM"), "/usr/bin/chromium", "/usr/bin/chromium-browser" }
            .FirstOrDefault(File.Exists);
}

/// <summary>A test that a person's browser is needed for.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class JourneyAttribute : FactAttribute
{
    public JourneyAttribute()
    {
        if (Chromium.Path is null) Skip = "No Chromium: install it or name it in STAFFFLOWS_TEST_CHROMIUM.";
    }
}
