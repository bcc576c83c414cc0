using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace StaffFlows.Workflows.Publicity;

/// <summary>公示结果: what the period has come to.</summary>
/// <param name="Postings">Where and when it hung, the last round.</param>
/// <param name="Objections">How many were received; <paramref name="Upheld"/> of them were right.</param>
/// <param name="Passed">Persons against whom nothing stands.</param>
/// <param name="Held">Persons who wait for an open objection.</param>
/// <param name="Disqualified">Persons whose qualification was cancelled.</param>
public sealed record PublicityResult(
    DateOnly FirstDay, DateOnly LastDay, int WorkingDays, ImmutableArray<VenuePosting> Postings, int Objections, int Upheld,
    ImmutableArray<string> Passed, ImmutableArray<string> Held, ImmutableArray<string> Disqualified)
{
    private static readonly JsonSerializerOptions Form = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Converters = { new JsonStringEnumConverter() },
    };

    public string ToJson() => JsonSerializer.Serialize(this, Form);

    public static PublicityResult FromJson(string json) => JsonSerializer.Deserialize<PublicityResult>(json, Form)!;
}

public sealed record VenuePosting(Venue Venue, DateTimeOffset PostedAt);
