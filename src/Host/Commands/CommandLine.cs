using System.Collections.Immutable;

namespace StaffFlows.Host.Commands;

internal enum Verb
{
    Backup,
    Restore,
    Verify,
}

/// <summary>What an administrator asks of the executable instead of serving: <c>backup --to file</c>, <c>restore --from file [--replace]</c>, <c>verify [--from file]</c>.</summary>
/// <param name="Language"><c>--language</c>; null: the environment's.</param>
/// <param name="Wrong">The first argument that can't be understood; null where all can.</param>
/// <param name="Settings">The arguments that are configuration, as the host takes them.</param>
internal sealed record CommandLine(Verb Verb, string? To, string? From, bool Replace, string? Language, string? Wrong, ImmutableArray<string> Settings)
{
    /// <summary>Null where the arguments name no command: then the host serves.</summary>
    public static CommandLine? Read(IReadOnlyList<string> args)
    {
        if (args.Count == 0 || args[0].StartsWith('-') || args[0].Contains('=', StringComparison.Ordinal)) return null;
        var isVerb = Enum.TryParse<Verb>(args[0], ignoreCase: true, out var verb) && !char.IsAsciiDigit(args[0][0]);
        var line = new CommandLine(verb, null, null, false, null, isVerb ? null : args[0], []);
        for (var i = 1; i < args.Count; i++)
        {
            var value = i + 1 < args.Count ? args[i + 1] : null;
            line = (args[i], value) switch
            {
                ("--replace", _) => line with { Replace = true },
                ("--to", not null) => line with { To = args[++i] },
                ("--from", not null) => line with { From = args[++i] },
                ("--language", not null) => line with { Language = args[++i] },
                var (name, _) when name.Contains('=', StringComparison.Ordinal) => line with { Settings = line.Settings.Add(name) },
                (['-', '-', .., _] name, not null) when name.Contains(':', StringComparison.Ordinal) || name is "--environment" or "--contentRoot" =>
                    line with { Settings = [.. line.Settings, name, args[++i]] },
                var (name, _) => line with { Wrong = line.Wrong ?? name },
            };
        }

        return line with { Wrong = line.Wrong ?? line.WhatIsMissing() };
    }

    private string? WhatIsMissing() => this switch
    {
        { Verb: Verb.Backup, To: null } => "--to",
        { Verb: Verb.Backup, From: not null } => "--from",
        { Verb: Verb.Restore, From: null } => "--from",
        { Verb: Verb.Restore or Verb.Verify, To: not null } => "--to",
        { Verb: not Verb.Restore, Replace: true } => "--replace",
        _ => null,
    };
}
