using System.Collections.Immutable;
using System.Text.Json;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.DataFiles;

namespace StaffFlows.Workflows.Profiles;

/// <summary>
/// Reads rule books, one file each, all together because they take values over from one another. Every file names every
/// key: with a value and its clause (null: the book has no such rule) or with the book it inherits from. Nothing is silent.
/// </summary>
public static class ProfileFiles
{
    private const int MaxKeys = 500;

    public static Reading<ImmutableArray<Profile>> Read(IEnumerable<ReadOnlyMemory<byte>> files)
    {
        var errors = new List<FieldRejection>();
        var books = new Dictionary<string, RuleBook>();
        foreach (var (reading, i) in files.Select((file, i) => (JsonFile.Read(file, ReadBook), i)))
        {
            if (reading is Reading<RuleBook>.Refused refused) errors.AddRange(refused.Errors.Select(e => e with { Field = $"files[{i}].{e.Field}" }));
            else if (reading.GetValue() is var book && !books.TryAdd(book.Key, book)) errors.Add(new($"files[{i}].key", "key-duplicate", book.Key));
        }

        if (errors.Count == 0) errors.AddRange(CheckTogether(books));
        return errors.Count > 0
            ? new Reading<ImmutableArray<Profile>>.Refused([.. errors])
            : new Reading<ImmutableArray<Profile>>.Complete([.. books.Values.Select(book => Resolve(book, books))]);
    }

    private static RuleBook ReadBook(JsonRow root)
    {
        var values = new Dictionary<string, Entry>();
        if (root.Row("values") is { } rows)
        {
            foreach (var key in rows.Names.Take(MaxKeys))
                if (rows.Row(key) is { } row && !values.TryAdd(key, ReadEntry(row))) rows.Reject(key, "key-duplicate", key);
        }

        return new(
            root.Text("key", 50), root.OptionalInteger("version", 1, int.MaxValue) ?? 1, root.Text("name"),
            root.OptionalDate("validFrom"), root.OptionalDate("validTo"), values);
    }

    private static Entry ReadEntry(JsonRow row)
    {
        if (row.OptionalText("inherit") is { } from)
        {
            if (row.HasMember("value")) row.Reject("inherit", "value-and-inherit");
            return new(default, "", from, null, null);
        }

        if (!row.HasMember("value")) row.Reject("value", "value-missing");
        return new(row.Member("value"), row.Text("clause"), null, row.OptionalDate("validFrom"), row.OptionalDate("validTo"));
    }

    private static IEnumerable<FieldRejection> CheckTogether(Dictionary<string, RuleBook> books)
    {
        var keys = books.Values.SelectMany(b => b.Values.Keys).ToHashSet();
        foreach (var book in books.Values)
        {
            foreach (var key in keys.Except(book.Values.Keys).Order(StringComparer.Ordinal)) yield return new($"{book.Key}.{key}", "profile-key-missing", key);
            foreach (var (key, entry) in book.Values)
                if (entry.InheritFrom is { } from && Setter(book, key, books) is null) yield return new($"{book.Key}.{key}", "profile-inherits-from-nowhere", from);
        }
    }

    private static Profile Resolve(RuleBook book, Dictionary<string, RuleBook> books) => new(
        book.Key, book.Version, book.Name, book.ValidFrom, book.ValidTo,
        book.Values.Keys.ToImmutableSortedDictionary(key => key, key => ValueOf(book, key, books), StringComparer.Ordinal));

    private static ProfileValue ValueOf(RuleBook book, string key, Dictionary<string, RuleBook> books)
    {
        var setter = Setter(book, key, books)!;
        var entry = setter.Values[key];
        return new(entry.Value, entry.Clause, setter == book ? null : setter.Key, ProfileKeys.Used.Contains(key))
        {
            ValidFrom = entry.ValidFrom,
            ValidTo = entry.ValidTo,
        };
    }

    /// <summary>The book that sets the value, following inheritance; null where it leads nowhere or round in circles.</summary>
    private static RuleBook? Setter(RuleBook book, string key, Dictionary<string, RuleBook> books)
    {
        for (var steps = 0; steps <= books.Count; steps++)
        {
            if (!book.Values.TryGetValue(key, out var entry)) return null;
            if (entry.InheritFrom is null) return book;
            if (!books.TryGetValue(entry.InheritFrom, out book!)) return null;
        }

        return null;
    }

    private sealed record RuleBook(
        string Key, int Version, string Name, DateOnly? ValidFrom, DateOnly? ValidTo, Dictionary<string, Entry> Values);

    private sealed record Entry(JsonElement Value, string Clause, string? InheritFrom, DateOnly? ValidFrom, DateOnly? ValidTo);
}
