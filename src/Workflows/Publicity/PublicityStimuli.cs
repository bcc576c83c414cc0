namespace StaffFlows.Workflows.Publicity;

/// <summary>What a running publicity waits for beside the clock.</summary>
public static class PublicityStimuli
{
    /// <summary>The working-day calendar has changed; every running publicity looks at it again.</summary>
    public const string Calendar = "StaffFlows.Publicity/Calendar";

    /// <summary>An objection to this publicity is settled.</summary>
    public const string Objection = "StaffFlows.Publicity/Objection";
}

/// <param name="Publicity">The case's id.</param>
public sealed record ObjectionStimulus(string Publicity);
