using System.Collections.Immutable;
using System.Text.Json;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Publicity;

namespace StaffFlows.Workflows.Activities.Publicity;

/// <summary>The variables of the publicity procedure beyond those of every case; the flow declares them.</summary>
internal static class PublicityVariables
{
    /// <summary>How often it was released for posting.</summary>
    public const string Round = "round";

    /// <summary>When the text of this round was released.</summary>
    public const string ReleasedAt = "releasedAt";

    /// <summary>Whether the department posts it too.</summary>
    public const string NeedsDepartment = "needsDepartment";

    /// <summary>Assignee rules: who posts in the department, and who posts in the centre and watches.</summary>
    public const string DepartmentPoster = "departmentPoster";
    public const string Officer = "officer";

    public const string PersonIds = "personIds";

    /// <summary>Venue to moment, of this round.</summary>
    public const string Postings = "postings";

    /// <summary>Photos and addresses that earlier postings were shown by.</summary>
    public const string Proof = "proof";

    /// <summary>Days of the period that are to run from the next posting; 0: all of them.</summary>
    public const string DaysToRun = "daysToRun";
    public const string Period = "period";

    /// <summary>Why the period stopped running: one of <see cref="PublicityEvents"/>.</summary>
    public const string Event = "event";

    /// <summary>Objections whose correction was taken up already.</summary>
    public const string TakenCorrections = "takenCorrections";

    public static T? Read<T>(this ActivityExecutionContext context, string name) =>
        context.GetVariable(name) is { ValueKind: not (JsonValueKind.Null or JsonValueKind.Undefined) } value ? value.Deserialize<T>(JsonSerializerOptions.Web) : default;

    public static int ReadNumber(this ActivityExecutionContext context, string name) =>
        context.GetVariable(name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out var value) ? value : 0;

    public static ImmutableArray<string> ReadList(this ActivityExecutionContext context, string name) => context.Read<string[]>(name) is { } texts ? [.. texts] : [];

    public static ImmutableDictionary<Venue, DateTimeOffset> ReadPostings(this ActivityExecutionContext context) =>
        context.Read<Dictionary<string, DateTimeOffset>>(Postings) is { } postings
            ? postings.ToImmutableDictionary(p => Enum.Parse<Venue>(p.Key), p => p.Value)
            : ImmutableDictionary<Venue, DateTimeOffset>.Empty;

    public static void WritePostings(this ActivityExecutionContext context, ImmutableDictionary<Venue, DateTimeOffset> postings) =>
        context.Write(Postings, postings.ToDictionary(p => p.Key.ToString(), p => p.Value));
}

/// <summary>What stopped the period, as the flow's switch reads it.</summary>
internal static class PublicityEvents
{
    public const string Ended = "ended";
    public const string Interrupted = "interrupted";
    public const string Correction = "correction";
}
