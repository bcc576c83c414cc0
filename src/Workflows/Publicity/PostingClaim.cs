using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Calendar;

namespace StaffFlows.Workflows.Publicity;

/// <summary>张贴确认: when a venue says that it has posted the notice, and by what that can be seen.</summary>
/// <param name="Proof">Ids of photos, and the address of a page where it was posted there.</param>
public sealed record PostingClaim(Venue Venue, DateTimeOffset PostedAt, ImmutableArray<string> Proof)
{
    /// <param name="known">Proof of earlier postings; each posting needs its own.</param>
    /// <param name="notBefore">When the text was released for posting.</param>
    public static Result<PostingClaim> Read(
        JsonObject form, Venue venue, ImmutableHashSet<string> known, DateTimeOffset notBefore, DateTimeOffset now, OfficeHours office)
    {
        var (dayField, timeField) = (PublicityFields.PostedOn(venue), PublicityFields.PostedTime(venue));
        if (!DateOnly.TryParseExact(Text(form, dayField), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return Refuse(dayField, "value-missing");
        if (!TimeOnly.TryParseExact(Text(form, timeField), ["HH:mm", "H:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)) return Refuse(timeField, "time-invalid");

        var at = office.MomentOf(day, time);
        if (at > now) return Refuse(dayField, "posting-in-future");
        if (at < notBefore.AddMinutes(-1)) return Refuse(dayField, "posting-before-approval", office.MomentText(notBefore));

        var proof = Ids(form, PublicityFields.Photos(venue)).Append(Text(form, PublicityFields.Link(venue))).OfType<string>().Where(item => !known.Contains(item)).ToImmutableArray();
        return proof.IsEmpty ? Refuse(PublicityFields.Photos(venue), "posting-proof-missing") : new PostingClaim(venue, at, proof);
    }

    private static IEnumerable<string> Ids(JsonObject form, string field) => form[field] is JsonArray list ? list.Select(id => id?.ToString() ?? "").Where(id => id.Length > 0) : [];

    private static string? Text(JsonObject form, string key) => form[key] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static Rejection Refuse(string field, string code, params ImmutableArray<string> arguments) =>
        new(RejectionKind.Invalid, "form-invalid") { Fields = [new(field, code, arguments)] };
}
