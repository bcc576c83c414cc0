using System.Text.RegularExpressions;

namespace StaffFlows.Architecture.Tests;

/// <summary>What only the text shows: Razor is compiled as generated code, which analyzers leave alone.</summary>
public sealed partial class The_source_files
{
    private const int LongFile = 250;
    private const int LongStart = 60;

    /// <summary>Files above <see cref="LongFile"/> lines that read better whole, with the reason.</summary>
    private static readonly Dictionary<string, string> LongOnPurpose = new()
    {
    };

    private static IEnumerable<SourceFile> Written =>
        Repository.Under("src", ".cs", ".razor", ".js").Concat(Repository.Under("tests", ".cs", ".js")).Where(f => !f.IsGenerated);

    [Theory]
    [InlineData(@"\bDateTime(Offset)?\s*\.\s*(Now|UtcNow|Today)\b", "take the time from TimeProvider, once per request or burst")]
    [InlineData(@"\bStopwatch\b|\bEnvironment\s*\.\s*TickCount", "TimeProvider measures spans too: GetTimestamp, GetElapsedTime")]
    [InlineData(@"\bTimeProvider\s*\.\s*System\s*\.\s*(GetUtcNow|GetLocalNow|LocalTimeZone|CreateTimer)\b", "a clock is injected, so that a test and the demo clock can move it")]
    [InlineData(@"\bRS0030\b", "a banned symbol is not excused by a pragma")]
    public void No_clock_but_the_injected_one(string pattern, string because) =>
        Repository.Under("src", ".cs", ".razor").Concat(Repository.Under("tests", ".cs"))
            .Where(file => !file.Path.StartsWith("tests/Architecture.Tests/", StringComparison.Ordinal))
            .SelectMany(file => Matches(file, new Regex(pattern, RegexOptions.ExplicitCapture, Patience), WithoutComment))
            .ShouldBeEmpty(because);

    [Fact]
    public void The_start_of_the_host_is_a_list_of_capabilities() =>
        new SourceFile("src/Host/Program.cs").Lines().Length.ShouldBeLessThan(LongStart);

    [Fact]
    public void A_long_file_has_a_reason() =>
        Written
            .Where(file => file.Lines().Length > LongFile && !LongOnPurpose.ContainsKey(file.Path))
            .Select(file => $"{file.Path}: {file.Lines().Length} lines")
            .ShouldBeEmpty($"above {LongFile} lines a file is split, or listed here with a sentence why not");

    [Fact]
    public void A_reason_outlives_neither_its_file_nor_its_length() =>
        LongOnPurpose.Keys
            .Except(Written.Where(file => file.Lines().Length > LongFile).Select(file => file.Path))
            .ShouldBeEmpty();

    /// <summary>Lock files are left out: they name what a package client resolved, and their digests may spell anything.</summary>
    [Theory]
    [InlineData(@"(^|[^A-Za-z0-9_.$})\]])/(tmp|work|root|home)/[A-Za-z0-9._-]", "a path of somebody's machine")]
    [InlineData(@"https?://[^\s""'<>]*(nuget|npmjs|debian)\.org", "a package source is the machine's business")]
    [InlineData(@"https?://[^\s""'<>/]*(registry|mirror|artifactory|nexus)[^\s""'<>/]*", "a package source is the machine's business")]
    public void Nothing_names_the_machine_it_was_made_on(string pattern, string because) =>
        Repository.Files
            .Where(file => !file.FileName.EndsWith("lock.json", StringComparison.Ordinal) && file.IsText())
            .SelectMany(file => Matches(file, new Regex(pattern, RegexOptions.ExplicitCapture, Patience), line => line))
            .ShouldBeEmpty(because);

    /// <summary>A statement in shared code is one that only some of the databases understand.</summary>
    [Fact]
    public void Statements_written_by_hand_live_with_their_provider() =>
        Repository.Under("src", ".cs")
            .Where(file => !ByHand().IsMatch(file.Path))
            .Where(file => Statement().IsMatch(string.Join('\n', file.Lines())))
            .Select(file => file.Path)
            .ShouldBeEmpty();

    private static TimeSpan Patience => TimeSpan.FromSeconds(5);

    private static IEnumerable<string> Matches(SourceFile file, Regex pattern, Func<string, string> view) =>
        file.Lines().Index()
            .Where(line => pattern.IsMatch(view(line.Item)))
            .Select(line => $"{file.Path}:{line.Index + 1}: {line.Item.Trim()}");

    private static string WithoutComment(string line) => Comment().Replace(line, "");

    /// <summary>A line comment; the colon before it marks an address instead.</summary>
    [GeneratedRegex("(?<!:)//.*$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Comment();

    [GeneratedRegex("^src/Workflows/Persistence/(Sqlite|PostgreSql|SqlServer)/", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ByHand();

    [GeneratedRegex("(FromSql|SqlQuery|ExecuteSql)(Raw)?(Async)?(<[^>]*>)?\\(\\s*[$@]*\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Statement();
}
