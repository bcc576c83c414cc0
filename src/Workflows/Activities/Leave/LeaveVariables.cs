namespace StaffFlows.Workflows.Activities.Leave;

/// <summary>What the leave activities hand to each other and to the flow's conditions, beside <see cref="CaseVariables"/>.</summary>
internal static class LeaveVariables
{
    /// <summary>Days of this leave, half-day grain.</summary>
    public const string Days = "days";

    /// <summary>Days with those of adjacent leave: what decides about the tier.</summary>
    public const string TotalDays = "totalDays";
    public const string NeedsUnit = "needsUnit";
    public const string NeedsDirector = "needsDirector";

    /// <summary>Whether the centre is informed of what the unit approved.</summary>
    public const string Informs = "informs";

    /// <summary>The moment from which the applicant is away.</summary>
    public const string StartsAt = "startsAt";
    public const string Warnings = "warnings";
    public const string Balance = "balance";

    /// <summary>Whether the law grants this leave, so that a missing stand-in is no reason to refuse it.</summary>
    public const string Statutory = "statutory";
    public const string StandInRequired = "standInRequired";

    /// <summary>Staff number of the stand-in named in the form; null where none is.</summary>
    public const string StandIn = "standIn";

    /// <summary>Staff number of the stand-in whom a head has named; he is not asked.</summary>
    public const string AssignedStandIn = "assignedStandIn";

    /// <summary>Staff number of the stand-in whose duty is written.</summary>
    public const string AcceptedStandIn = "acceptedStandIn";

    /// <summary>Nobody can stand in.</summary>
    public const string NoStandIn = "noStandIn";

    /// <summary>Whether the leave is approved and in the register.</summary>
    public const string Registered = "registered";

    /// <summary>Whether the applicant leads his home unit, so that nobody in it decides about him.</summary>
    public const string LeadsUnit = "leadsUnit";

    /// <summary>Account of the section chief who is the window head of management staff (P6.5); null for all others.</summary>
    public const string SectionChief = "sectionChief";

    /// <summary>Whether the applicant works at a window, and not in the management office or in his unit.</summary>
    public const string HasWindow = "hasWindow";
}
