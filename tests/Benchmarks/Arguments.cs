using System.Collections.Immutable;

namespace StaffFlows.Benchmarks;

/// <summary>How long it may take.</summary>
internal enum Form
{
    /// <summary>What is published; some 40 minutes on two cores.</summary>
    Full,

    /// <summary>Where the figures roughly are; some 5 minutes.</summary>
    Quick,

    /// <summary>That every case runs; its figures mean nothing.</summary>
    Smoke,
}

/// <summary>What the program is asked to do.</summary>
/// <param name="Cases">By name; empty means all.</param>
/// <param name="Databases">Provider names; empty means all.</param>
/// <param name="Output">Where the table is written; null for the console alone.</param>
/// <param name="Keep">Whether the folder of the run (databases, logs) stays.</param>
/// <param name="Profile">Whether a profile of the host under load is taken instead of a measurement.</param>
internal sealed record Arguments(ImmutableArray<string> Cases, ImmutableArray<string> Databases, Form Form, string? Output, bool Keep, bool Profile)
{
    public const string Usage = "dotnet run -c Release --project tests/Benchmarks -- [--cases flow,inbox] [--databases PostgreSql,Sqlite] [--quick|--smoke] [--output file.md] [--keep] [--profile]";

    /// <summary>Null where they can't be understood.</summary>
    public static Arguments? Read(string[] args)
    {
        var read = new Arguments([], [], Form.Full, null, false, false);
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
                case ("--keep", _):
                    read = read with { Keep = true };
                    continue;
                case ("--profile", _):
                    read = read with { Profile = true };
                    continue;
                case ("--cases", { } names):
                    read = read with { Cases = [.. names.Split(',')] };
                    break;
                case ("--databases", { } names):
                    read = read with { Databases = [.. names.Split(',')] };
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
