using System.Collections.Immutable;

namespace StaffFlows.Benchmarks;

/// <summary>How long it may take.</summary>
internal enum Form
{
    /// <summary>What is published; some 40 minutes on two cores.</summary>
    Full,

    /// <summary>Where the figures roughly are: fewer rounds, smaller databases; some 10 minutes.</summary>
    Quick,

    /// <summary>That every case runs; its figures mean nothing.</summary>
    Smoke,
}

internal enum Doing
{
    Measure,

    /// <summary>Only fills the large databases, for a later run in the same folder: that takes long and needs no quiet.</summary>
    Prepare,

    /// <summary>Takes profiles of the host under load instead.</summary>
    Profile,
}

/// <summary>What the program is asked to do.</summary>
/// <param name="Cases">By name; empty means all.</param>
/// <param name="Databases">Provider names; empty means all.</param>
/// <param name="Output">Where the table is written, its rows added to one that is there; null for the console alone.</param>
/// <param name="Folder">Stays, with its databases and logs, and what is there is used again; null for a folder that goes away.</param>
/// <param name="Doing">What is done with the cases.</param>
internal sealed record Arguments(ImmutableArray<string> Cases, ImmutableArray<string> Databases, Form Form, string? Output, string? Folder, Doing Doing)
{
    public const string Usage = "dotnet run -c Release --project tests/Benchmarks -- [--cases flow,inbox] [--databases PostgreSql,Sqlite] [--quick|--smoke] [--output file.md] [--folder folder] [--profile|--prepare]";

    /// <summary>Null where they can't be understood.</summary>
    public static Arguments? Read(string[] args)
    {
        var read = new Arguments([], [], Form.Full, null, null, Doing.Measure);
        for (var i = 0; i < args.Length; i++)
        {
            switch (args[i], i + 1 < args.Length ? args[i + 1] : null)
            {
                case ("--quick", _):
                    read = read with { Form = Form.Quick };
                    continue;
                case ("--smoke", _):
                    read = read with { Form = Form.Smoke };
                    continue;
                case ("--profile", _):
                    read = read with { Doing = Doing.Profile };
                    continue;
                case ("--prepare", _):
                    read = read with { Doing = Doing.Prepare };
                    continue;
                case ("--cases", { } names):
                    read = read with { Cases = [.. names.Split(',')] };
                    break;
                case ("--databases", { } names):
                    read = read with { Databases = [.. names.Split(',')] };
                    break;
                case ("--folder", { } folder):
                    read = read with { Folder = Path.GetFullPath(folder) };
                    break;
                case ("--output", { } file):
                    read = read with { Output = Path.GetFullPath(file) };
                    break;
                default:
                    return null;
            }

            i++;
        }

        return read;
    }

    public bool Wants(string name) => Cases.IsEmpty || Cases.Contains(name, StringComparer.OrdinalIgnoreCase);

    public bool WantsDatabase(string provider) => Databases.IsEmpty || Databases.Contains(provider, StringComparer.OrdinalIgnoreCase);
}
