using System.Globalization;
using StaffFlows.Host.Localisation;
using StaffFlows.Host.Operations;
using StaffFlows.Workflows.Persistence;

namespace StaffFlows.Host.Commands;

/// <summary>Runs a command line in the configuration that the host would have, and answers with the exit code.</summary>
internal static class CommandRun
{
    public static async Task<int> RunAsync(CommandLine line, TextWriter output, TextWriter error, TimeProvider machine, CancellationToken ct)
    {
        if (Culture(line.Language) is { } culture) CultureInfo.CurrentUICulture = culture;
        var console = new CommandConsole(output, error, machine);
        if (line.Wrong is { } wrong)
        {
            console.Complain("command.wrong", wrong);
            console.Complain("command.usage");
            return DatabaseCommands.NotDone;
        }

        try
        {
            var builder = WebApplication.CreateBuilder([.. line.Settings]);      // for its configuration; nothing is built or served
            var settings = HostSettings.Read(builder.Configuration, builder.Environment);
            return await new DatabaseCommands(settings, console, machine).RunAsync(line, ct);
        }
        catch (ConfigurationException refused)
        {
            await error.WriteLineAsync(refused.Message);
            return DatabaseCommands.NotDone;
        }
    }

    private static CultureInfo? Culture(string? language) => language switch
    {
        null => null,
        ['e' or 'E', 'n' or 'N', ..] => CultureInfo.GetCultureInfo(Cultures.English),
        _ => CultureInfo.GetCultureInfo(Cultures.Chinese),
    };
}
