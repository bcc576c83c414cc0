using System.Text.Json;

namespace StaffFlows.MutationReport;

/// <summary>What became of a mutant; <see cref="NotCompiled"/> ones are counted nowhere, <see cref="NotReached"/> ones as survivors.</summary>
internal enum Fate { Killed, TimedOut, Survived, NotReached, NotCompiled }

/// <summary>One change to the engine: the whole lines that it touches, before and after. The file is relative to src/Engine; lines count from 1.</summary>
internal sealed record Mutant(string File, int Line, string Kind, string Original, string Changed, Fate Fate)
{
    public string Folder => Path.GetDirectoryName(File)!.Replace('\\', '/');
    public bool HasSurvived => Fate is Fate.Survived or Fate.NotReached;
    public Survivor AsSurvivor => new(File, Original, Changed);

    /// <summary>Reads all reports below a folder, whose names rise with their time; of each file only the newest that has mutated it.</summary>
    public static List<Mutant> ReadNewest(string folder)
    {
        var newest = new Dictionary<string, IGrouping<string, Mutant>>(StringComparer.Ordinal);
        foreach (var path in Directory.EnumerateFiles(folder, "mutation-report.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            // What doesn't compile is reported for files that were not asked for, too.
            foreach (var file in ReadAll(path).GroupBy(mutant => mutant.File).Where(file => file.Any(mutant => mutant.Fate is not Fate.NotCompiled))) newest[file.Key] = file;
        }

        return [.. newest.Values.SelectMany(file => file)];
    }

    /// <summary>Reads a report of the mutation-testing-elements schema, without what the run left out on purpose.</summary>
    private static List<Mutant> ReadAll(string path)
    {
        using var json = JsonDocument.Parse(System.IO.File.ReadAllText(path));
        var root = json.RootElement.GetProperty("projectRoot").GetString()!;

        return [.. from file in json.RootElement.GetProperty("files").EnumerateObject()
                   let lines = file.Value.GetProperty("source").GetString()!.Split('\n')
                   from mutant in file.Value.GetProperty("mutants").EnumerateArray()
                   where mutant.GetProperty("status").GetString() is not "Ignored"
                   let place = mutant.GetProperty("location")
                   let start = Position.Read(place.GetProperty("start"))
                   let end = Position.Read(place.GetProperty("end"))
                   let before = lines[start.Line - 1][..(start.Column - 1)]
                   let after = lines[end.Line - 1][(end.Column - 1)..]
                   select new Mutant(
                       Path.GetRelativePath(root, file.Name).Replace('\\', '/'),
                       start.Line,
                       mutant.GetProperty("mutatorName").GetString()!,
                       Survivor.OneLine(string.Join(' ', lines[(start.Line - 1)..end.Line])),
                       Survivor.OneLine(before + mutant.GetProperty("replacement").GetString() + after),
                       FateOf(mutant.GetProperty("status").GetString()!))];
    }

    private static Fate FateOf(string status) => status switch
    {
        "Killed" => Fate.Killed,
        "Timeout" => Fate.TimedOut,
        "Survived" => Fate.Survived,
        "NoCoverage" => Fate.NotReached,
        "CompileError" => Fate.NotCompiled,
        _ => throw new InvalidDataException($"'{status}' is no fate of a mutant that a finished run leaves behind."),
    };

    /// <summary>A place in a file; lines and columns count from 1, the end of a span is the column behind it.</summary>
    private readonly record struct Position(int Line, int Column)
    {
        public static Position Read(JsonElement position) => new(position.GetProperty("line").GetInt32(), position.GetProperty("column").GetInt32());
    }
}
