using System.Buffers;
using System.Collections.Immutable;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Personnel;

namespace StaffFlows.Workflows.Publicity;

/// <param name="Post">What follows the staff number on the line: 社保医保专区 医保窗口.</param>
public sealed record ListedPerson(Person Person, string? Post);

/// <summary>名单: a person a line, the staff number first and then, if anything, the post; as it comes out of a table too.</summary>
public static class PersonList
{
    /// <summary>What goes on one A4 page.</summary>
    public const int MaxPersons = 100;

    private static readonly char[] Spaces = [' ', '\t', '　', ',', '，', ';', '；'];
    private static readonly SearchValues<char> AnySpace = SearchValues.Create(Spaces);

    /// <param name="field">The form's field, for what is wrong.</param>
    public static Result<ImmutableArray<ListedPerson>> Read(string text, string field, Organisation organisation)
    {
        var listed = ImmutableArray.CreateBuilder<ListedPerson>();
        foreach (var (index, line) in text.Split('\n').Index())
        {
            var words = line.Trim(Spaces).Trim();
            if (words.Length == 0) continue;

            var end = words.AsSpan().IndexOfAny(AnySpace);
            var number = end < 0 ? words : words[..end];
            if (organisation.FindByStaffNo(number) is not { Status: not PersonStatus.Departed } person) return Refuse(field, "list-person-unknown", $"{index + 1}", number);
            if (listed.Any(other => other.Person.Id == person.Id)) return Refuse(field, "list-person-twice", $"{index + 1}", person.Name);

            listed.Add(new(person, end < 0 || words[end..].Trim(Spaces) is not { Length: > 0 } post ? null : post));
        }

        if (listed.Count == 0) return Refuse(field, "value-missing");
        return listed.Count > MaxPersons ? Refuse(field, "list-too-long", $"{MaxPersons}") : listed.ToImmutable();
    }

    private static Rejection Refuse(string field, string code, params ImmutableArray<string> arguments) =>
        new(RejectionKind.Invalid, "form-invalid") { Fields = [new(field, code, arguments)] };
}
