using System.Collections.Immutable;
using StaffFlows.Engine.Execution;

namespace StaffFlows.Workflows.Documents;

/// <summary>What comes in the place of a placeholder.</summary>
public enum PlaceholderType
{
    Text,

    /// <summary>2026年11月28日, in words.</summary>
    Date,

    /// <summary>☑ or ☐.</summary>
    Check,

    /// <summary>A table row, or a paragraph, for each of a list: <c>{{#候选人}}…{{/候选人}}</c>.</summary>
    Rows,

    /// <summary>A QR code with case number and digest.</summary>
    Code,
}

/// <summary>占位符: what a clerk writes in a template as <c>{{姓名}}</c>, for the procedure to fill in.</summary>
/// <param name="Key">Stable; may be written in a template as well.</param>
/// <param name="Name">Chinese, as a template has it and as the page lists it.</param>
/// <param name="Samples">For the preview; the rows of a list take them in turn.</param>
/// <param name="Columns">Of <see cref="PlaceholderType.Rows"/>; known between its marks only.</param>
public sealed record Placeholder(string Key, string Name, LocalizedText Meaning, PlaceholderType Type, ImmutableArray<string> Samples, ImmutableArray<Placeholder> Columns)
{
    private const int SampleRows = 3;

    public static Placeholder Text(string key, string name, string meaning, params ImmutableArray<string> samples) => new(key, name, new(name, meaning), PlaceholderType.Text, samples, []);

    public static Placeholder Date(string key, string name, string meaning, string sample) => new(key, name, new(name, meaning), PlaceholderType.Date, [sample], []);

    public static Placeholder Check(string key, string name, string meaning, params ImmutableArray<string> samples) => new(key, name, new(name, meaning), PlaceholderType.Check, samples, []);

    public static Placeholder Rows(string key, string name, string meaning, params ImmutableArray<Placeholder> columns) => new(key, name, new(name, meaning), PlaceholderType.Rows, [], columns);

    public static Placeholder Code() => new("code", "二维码", new("二维码", "QR code with case number and digest"), PlaceholderType.Code, [], []);

    public bool IsCalled(string written) => written == Name || written == Key;

    internal DocumentValue SampleAt(int row) => Type switch
    {
        PlaceholderType.Rows => new DocumentValue.Rows([.. Enumerable.Range(0, SampleRows).Select(i => DocumentValues.SampleOf(Columns, i))]),
        PlaceholderType.Check => new DocumentValue.Check(Samples[row % Samples.Length] is "☑"),
        PlaceholderType.Code => new DocumentValue.Code("https://example.gov.cn/verify"),
        _ => new DocumentValue.Text(Samples[row % Samples.Length]),
    };
}
