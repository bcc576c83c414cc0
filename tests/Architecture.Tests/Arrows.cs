using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace StaffFlows.Architecture.Tests;

/// <summary>Which namespace may use which other ones of ours; itself is understood. A longer name beats a shorter one.</summary>
internal static class Arrows
{
    private const string Definitions = "StaffFlows.Engine.Definitions";
    private const string Expressions = "StaffFlows.Engine.Expressions";
    private const string Execution = "StaffFlows.Engine.Execution";
    private const string EngineActivities = "StaffFlows.Engine.Activities";
    private const string Runtime = "StaffFlows.Engine.Runtime";
    private const string Scheduling = "StaffFlows.Engine.Scheduling";
    private const string Validation = "StaffFlows.Engine.Validation";
    private const string Engine = "StaffFlows.Engine";

    private const string Calendar = "StaffFlows.Workflows.Calendar";
    private const string Personnel = "StaffFlows.Workflows.Personnel";
    private const string Cases = "StaffFlows.Workflows.Cases";
    private const string Forms = "StaffFlows.Workflows.Forms";
    private const string Leave = "StaffFlows.Workflows.Leave";
    private const string Profiles = "StaffFlows.Workflows.Profiles";
    private const string Publicity = "StaffFlows.Workflows.Publicity";
    private const string Selection = "StaffFlows.Workflows.Selection";
    private const string UserTasks = "StaffFlows.Workflows.UserTasks";
    private const string DataFiles = "StaffFlows.Workflows.DataFiles";
    private const string Activities = "StaffFlows.Workflows.Activities";
    private const string Procedures = "StaffFlows.Workflows.Procedures";
    private const string Documents = "StaffFlows.Workflows.Documents";
    private const string Persistence = "StaffFlows.Workflows.Persistence";
    private const string Sandboxes = "StaffFlows.Workflows.Sandboxes";
    private const string Deliveries = "StaffFlows.Workflows.Deliveries";
    private const string Workflows = "StaffFlows.Workflows";

    /// <summary>The words that activities, appliers, slices and pages share: entities, effects, facts.</summary>
    private static readonly string[] Words = [Cases, Forms, Leave, Profiles, Publicity, Selection, UserTasks];

    private static readonly ConcurrentDictionary<string, string?> Known = new(StringComparer.Ordinal);

    private static readonly string[] Rules = [Definitions, Execution, Calendar, Personnel, DataFiles, Workflows];

    public static ImmutableSortedDictionary<string, ImmutableHashSet<string>> MayUse { get; } =
        new Dictionary<string, ImmutableHashSet<string>>
        {
            [Definitions] = [],
            [Expressions] = [],
            [Execution] = [Definitions, Expressions],
            [Scheduling] = [Execution],
            [EngineActivities] = [Definitions, Expressions, Execution, Scheduling],
            [Validation] = [Definitions, Expressions, Execution, Scheduling, EngineActivities],
            [Runtime] = [Definitions, Expressions, Execution],
            [Engine] = [Definitions, Expressions, Execution, EngineActivities, Runtime],       // registration only

            [Workflows] = [Engine, Definitions, Execution, Runtime, Validation, .. Words, Calendar, Personnel, DataFiles, Activities, Persistence],
            [DataFiles] = [],
            [Calendar] = [DataFiles],
            [Personnel] = [DataFiles],
            [Cases] = [.. Rules, .. Words],
            [Forms] = [.. Rules, .. Words],
            [Leave] = [.. Rules, .. Words],
            [Profiles] = [.. Rules, .. Words],
            [Publicity] = [.. Rules, .. Words],
            [Selection] = [.. Rules, .. Words],
            [UserTasks] = [.. Rules, .. Words],
            [Activities] = [.. Rules, .. Words, Engine, Expressions, Validation],
            [Procedures] = [.. Rules, .. Words, Activities],        // versions looked at: compared, read as a list
            [Documents] = [.. Rules, .. Words],
            [Persistence] = [.. Rules, .. Words],
            [Deliveries] = [.. Rules, .. Words, Persistence],
            [Sandboxes] = [.. Rules, .. Words, Runtime, Persistence],
        }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    /// <summary>Values that every sentence of the domain may be made of: texts in two languages, and the expected "no".</summary>
    public static ImmutableHashSet<string> Everyday { get; } =
    [
        Execution + ".LocalizedText",
        Execution + ".Rejection",
        Execution + ".RejectionKind",
        Execution + ".FieldRejection",
    ];

    /// <summary>Libraries and the only namespaces that may touch them; what is not named here is the BCL or a reviewer's business.</summary>
    public static ImmutableSortedDictionary<string, ImmutableArray<string>> Libraries { get; } =
        new Dictionary<string, ImmutableArray<string>>
        {
            ["Jint"] = [Expressions],
            ["QRCoder"] = ["StaffFlows.Host.Features.Notices", Documents],
            ["DocumentFormat.OpenXml"] = [Documents],
            ["NCrontab"] = [Scheduling],
            ["Microsoft.EntityFrameworkCore"] = [Persistence, UserTasks, Deliveries, "StaffFlows.Host"],
            ["Microsoft.Data.Sqlite"] = [Persistence],
            ["Npgsql"] = [Persistence],
            ["MassTransit"] = ["StaffFlows.Host.Messaging"],
            ["Microsoft.AspNetCore"] = ["StaffFlows.Host"],
        }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    /// <summary>The areas of the host that never look at one another; what they share lies outside of them.</summary>
    public static ImmutableArray<string> Faces { get; } =
    [
        "StaffFlows.Host.Features",
        "StaffFlows.Host.StudioApi",
        "StaffFlows.Host.Notifications",
        "StaffFlows.Host.Messaging",
    ];

    /// <summary>Shared by the faces and therefore above none of them, nor above storage.</summary>
    public static ImmutableArray<string> Shared { get; } = ["StaffFlows.Host.Components", "StaffFlows.Host.Localisation"];

    public static bool Holds(string area, string type) =>
        type == area || type.StartsWith(area + ".", StringComparison.Ordinal);

    /// <summary>The area of a type's full name; null for the BCL, libraries and what the compiler adds.</summary>
    public static string? AreaOf(string type) => Known.GetOrAdd(type, static name =>
    {
        var typeNamespace = name.LastIndexOf('.') is var dot and > 0 ? name[..dot] : "";
        return MayUse.Keys.Where(area => Holds(area, typeNamespace)).MaxBy(area => area.Length);
    });

    /// <summary>Whether the arrows, or the everyday values of the domain, let one type use another.</summary>
    public static bool Allow(string area, string used) =>
        AreaOf(used) is not { } other
        || other == area
        || MayUse[area].Contains(other)
        || (Holds(Workflows, area) && Everyday.Contains(used));
}
