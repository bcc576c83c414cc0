using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using StaffFlows.Engine.Execution;

namespace StaffFlows.Workflows.DataFiles;

/// <summary>
/// One object of a data file with its path. Each getter answers a usable value even where the file is wrong (empty text,
/// default date) and notes the error, so that one reading finds all of them. Unknown members are let be.
/// </summary>
internal sealed class JsonRow(JsonElement element, string path, List<FieldRejection> errors)
{
    private const int DefaultMaxLength = 200;

    public string Path => path;

    public IEnumerable<string> Names => element.EnumerateObject().Select(p => p.Name);

    public void Reject(string name, string code, params ImmutableArray<string> arguments) =>
        errors.Add(new FieldRejection(PathOf(name), code, arguments));

    public bool Has(string name) => Find(name) is not null;

    /// <summary>Whether the member is written at all, be it as null.</summary>
    public bool HasMember(string name) => element.TryGetProperty(name, out _);

    /// <summary>The raw member, null included; undefined where it is not written. Detached from the file.</summary>
    public JsonElement Member(string name) => element.TryGetProperty(name, out var value) ? value.Clone() : default;

    public string Text(string name, int maxLength = DefaultMaxLength) =>
        Require(name) ? OptionalText(name, maxLength) ?? "" : "";

    public string? OptionalText(string name, int maxLength = DefaultMaxLength)
    {
        if (Find(name) is not { } value) return null;
        if (value.ValueKind != JsonValueKind.String) return Refuse<string>(name, "text-expected");

        var text = value.GetString()!.Trim();
        if (text.Length > maxLength) return Refuse<string>(name, "text-too-long", $"{maxLength}");
        return text.Length == 0 ? Refuse<string>(name, "value-missing") : text;
    }

    public DateOnly Date(string name) => Require(name) ? OptionalDate(name) ?? default : default;

    public DateOnly? OptionalDate(string name)
    {
        if (OptionalText(name) is not { } text) return null;
        if (TryDate(text, out var date)) return date;

        Reject(name, "date-invalid", text);
        return null;
    }

    public int? OptionalInteger(string name, int min, int max)
    {
        if (Find(name) is not { } value) return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= min && number <= max) return number;

        Reject(name, "number-out-of-range", $"{min}", $"{max}");
        return null;
    }

    /// <summary>Null where it is not written.</summary>
    public decimal? OptionalNumber(string name)
    {
        if (Find(name) is not { } value) return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var number)) return number;

        Reject(name, "number-expected", Shown(value));
        return null;
    }

    public bool Flag(string name) => Require(name) && OptionalFlag(name);

    public bool OptionalFlag(string name)
    {
        if (Find(name) is not { } value) return false;
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False) return value.GetBoolean();

        Reject(name, "flag-expected");
        return false;
    }

    /// <summary>An enum member by its name, first letter in either case.</summary>
    public T Choice<T>(string name) where T : struct, Enum
    {
        if (!Require(name) || OptionalText(name) is not { } text) return default;
        if (TryChoice<T>(text, out var choice)) return choice;

        Reject(name, "choice-unknown", text);
        return default;
    }

    public JsonRow? OptionalRow(string name)
    {
        if (Find(name) is not { } value) return null;
        if (value.ValueKind == JsonValueKind.Object) return new JsonRow(value, PathOf(name), errors);

        Reject(name, "object-expected");
        return null;
    }

    public JsonRow? Row(string name) => Require(name) ? OptionalRow(name) : null;

    public ImmutableArray<JsonRow> Rows(string name, int maxCount)
    {
        var rows = ImmutableArray.CreateBuilder<JsonRow>();
        foreach (var (item, itemPath) in Items(name, maxCount))
        {
            if (item.ValueKind == JsonValueKind.Object) rows.Add(new JsonRow(item, itemPath, errors));
            else errors.Add(new FieldRejection(itemPath, "object-expected"));
        }

        return rows.ToImmutable();
    }

    public ImmutableArray<string> Texts(string name, int maxCount)
    {
        var texts = ImmutableArray.CreateBuilder<string>();
        foreach (var (item, itemPath) in Items(name, maxCount))
        {
            if (item.ValueKind == JsonValueKind.String && item.GetString() is { Length: > 0 and <= DefaultMaxLength * 2 } text) texts.Add(text);
            else errors.Add(new FieldRejection(itemPath, "text-expected"));
        }

        return texts.ToImmutable();
    }

    public LocalizedText Localized(string name) => Row(name) is { } row ? new(row.Text("zh", 500), row.Text("en", 500)) : default;

    public LocalizedText? OptionalLocalized(string name) => Has(name) ? Localized(name) : null;

    public static bool TryDate(string text, out DateOnly date) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date) && date.Year is >= 1900 and < 2200;

    public static bool TryChoice<T>(string text, out T choice) where T : struct, Enum
    {
        choice = default;
        return text.All(char.IsAsciiLetter) && Enum.TryParse(text, ignoreCase: true, out choice);
    }

    private IEnumerable<(JsonElement Item, string Path)> Items(string name, int maxCount)
    {
        if (!Require(name) || Find(name) is not { } list) return [];
        if (list.ValueKind != JsonValueKind.Array) Reject(name, "list-expected");
        else if (list.GetArrayLength() > maxCount) Reject(name, "list-too-long", $"{maxCount}");
        else return list.EnumerateArray().Select((item, i) => (item, $"{PathOf(name)}[{i}]"));
        return [];
    }

    private static string Shown(JsonElement value) => value.ToString() is { Length: <= 50 } text ? text : "…";

    private JsonElement? Find(string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private bool Require(string name)
    {
        if (Has(name)) return true;

        Reject(name, "value-missing");
        return false;
    }

    private T? Refuse<T>(string name, string code, params ImmutableArray<string> arguments) where T : class
    {
        Reject(name, code, arguments);
        return null;
    }

    private string PathOf(string name) => path.Length == 0 ? name : $"{path}.{name}";
}
