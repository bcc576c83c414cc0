using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace StaffFlows.Workflows.Calendar;

/// <summary>One year's holiday arrangement (放假调休).</summary>
/// <param name="Papers">Addresses of the notice on gov.cn.</param>
/// <param name="Confirmed">False while only the statutory days are known because the notice is not out.</param>
public sealed record HolidayNotice(int Year, ImmutableArray<string> Papers, ImmutableArray<CalendarOverride> Days, bool Confirmed);

/// <summary>All years' arrangements; immutable. A year is replaced whole, so that a corrected notice leaves nothing behind.</summary>
public sealed class HolidayNotices
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ImmutableSortedDictionary<int, HolidayNotice> _byYear;

    private HolidayNotices(ImmutableSortedDictionary<int, HolidayNotice> byYear) => _byYear = byYear;

    public static HolidayNotices None { get; } = new(ImmutableSortedDictionary<int, HolidayNotice>.Empty);

    public IEnumerable<HolidayNotice> Years => _byYear.Values;

    public IEnumerable<CalendarOverride> Days => _byYear.Values.SelectMany(n => n.Days);

    public ImmutableSortedSet<int> ConfirmedYears => [.. _byYear.Values.Where(n => n.Confirmed).Select(n => n.Year)];

    public HolidayNotices With(HolidayNotice notice) => new(_byYear.SetItem(notice.Year, notice));

    /// <summary>Takes over every year of the other; years that only this one has stay.</summary>
    public HolidayNotices With(HolidayNotices other) => new(_byYear.SetItems(other._byYear));

    /// <summary>The format of <c>cn-holidays.json</c>, as <see cref="HolidayNoticeFile.Read"/> takes it.</summary>
    public string ToJson() => new JsonObject
    {
        ["timezone"] = "Asia/Shanghai",
        ["yearsConfirmed"] = Numbers(Years.Where(n => n.Confirmed)),
        ["yearsUnpublished"] = Numbers(Years.Where(n => !n.Confirmed)),
        ["papers"] = new JsonObject(Years.Select(n => KeyValuePair.Create($"{n.Year}", (JsonNode?)Texts(n.Papers)))),
        ["days"] = Rows(Years.Where(n => n.Confirmed).SelectMany(n => n.Days)),
        ["provisional"] = new JsonObject(
            Years.Where(n => !n.Confirmed).Select(n => KeyValuePair.Create($"{n.Year}", (JsonNode?)Rows(n.Days)))),
    }.ToJsonString(Readable);

    private static JsonArray Numbers(IEnumerable<HolidayNotice> notices) => [.. notices.Select(n => (JsonNode)n.Year)];

    private static JsonArray Texts(IEnumerable<string> texts) => [.. texts.Select(t => (JsonNode)t)];

    private static JsonArray Rows(IEnumerable<CalendarOverride> days) => [.. days.OrderBy(d => d.Date).Select(d => (JsonNode)new JsonObject
    {
        ["date"] = d.Date.ToString("yyyy-MM-dd"),
        ["name"] = d.Name,
        ["isOffDay"] = !d.IsWorkingDay,
    })];
}
