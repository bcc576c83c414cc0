using System.Collections.Immutable;
using System.Globalization;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.DataFiles;

namespace StaffFlows.Workflows.Calendar;

/// <summary>Arguments of a calendar operation as they come off the wire, read by name; collects what is wrong per argument.</summary>
internal sealed class CalendarArguments(IReadOnlyDictionary<string, ImmutableArray<string>> values)
{
    private const int MaxListLength = 400;
    private readonly List<FieldRejection> _errors = [];

    public ImmutableArray<FieldRejection> Errors => [.. _errors];

    public DateOnly Date(string name)
    {
        if (One(name) is not { } text) return new(2000, 1, 1);
        if (JsonRow.TryDate(text, out var date)) return date;

        _errors.Add(new(name, "date-invalid", text));
        return new(2000, 1, 1);
    }

    public IReadOnlyCollection<DateOnly> Dates(string name)
    {
        var texts = values.GetValueOrDefault(name, []);
        if (texts.IsEmpty) _errors.Add(new(name, "value-missing"));
        if (texts.Length > MaxListLength) _errors.Add(new(name, "list-too-long", $"{MaxListLength}"));

        var dates = new List<DateOnly>();
        foreach (var text in texts.Take(MaxListLength))
        {
            if (JsonRow.TryDate(text, out var date)) dates.Add(date);
            else _errors.Add(new(name, "date-invalid", text));
        }

        return dates;
    }

    public int Number(string name, int min, int max)
    {
        if (One(name) is not { } text) return min;
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max)
            return number;

        _errors.Add(new(name, "number-out-of-range", $"{min}", $"{max}"));
        return min;
    }

    public NoticePolicy Policy(string name) =>
        values.GetValueOrDefault(name, []) is ["statutory"] ? NoticePolicy.ThirtyDays : Choice(name, NoticePolicy.Later);

    public T Choice<T>(string name, T @default) where T : struct, Enum
    {
        if (values.GetValueOrDefault(name, []).IsEmpty || One(name) is not { } text) return @default;
        if (JsonRow.TryChoice<T>(text, out var choice)) return choice;

        _errors.Add(new(name, "choice-unknown", text));
        return @default;
    }

    public void RefuseUnknown(ImmutableArray<string> known)
    {
        foreach (var name in values.Keys.Where(name => !known.Contains(name))) _errors.Add(new(name, "argument-unknown"));
    }

    private string? One(string name)
    {
        var texts = values.GetValueOrDefault(name, []);
        if (texts is [var text] && text.Length > 0) return text;

        _errors.Add(new(name, texts.Length > 1 ? "value-repeated" : "value-missing"));
        return null;
    }
}
