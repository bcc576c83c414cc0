using System.Collections.Immutable;

namespace StaffFlows.Workflows.UserTasks;

/// <summary>Who is looking: a person with the scopes his roles give him, worked out once per request.</summary>
/// <param name="LeadsUnitIds">Units whose leader or deputy leader he is.</param>
/// <param name="HeadsWindowIds">Windows he is head of.</param>
public sealed record Viewer(
    string PersonId,
    ImmutableHashSet<string> Roles,
    ImmutableArray<string> LeadsUnitIds,
    ImmutableArray<string> HeadsWindowIds)
{
    /// <summary>代理: whose tasks he may decide today.</summary>
    public ImmutableArray<Represented> Represents { get; init; } = [];

    /// <summary>Whether a task that came to the person at that time is his to decide, too.</summary>
    public bool StandsInFor(string personId, DateTimeOffset since) =>
        Represents.Any(r => r.PersonId == personId && (r.Since is not { } first || since >= first));

    public bool Has(string role) => Roles.Contains(role);

    /// <summary>Sees every ordinary case of the hall: its directors and personnel, the bureau's, and auditors.</summary>
    public bool SeesAllCases =>
        Has("CenterDirector") || Has("CenterDeputyDirector") || Has("PersonnelOfficer") || Has("AttendanceOfficer")
        || Has("BureauDirector") || Has("BureauDeputyDirector") || Has("Auditor");
}

/// <summary>A person whom somebody represents.</summary>
/// <param name="Since">Tasks that came to him since then; null for all of them.</param>
public sealed record Represented(string PersonId, DateTimeOffset? Since);
