using System.Globalization;
using StaffFlows.Host.Api;
using StaffFlows.Workflows.Persistence.Verification;

namespace StaffFlows.Host.Commands;

/// <summary>Says on the console what a command does, in the administrator's language: the report to the output, progress to the error stream.</summary>
internal sealed class CommandConsole(TextWriter output, TextWriter error, TimeProvider machine)
{
    private const int Shown = 20;
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

    private readonly Sentences sentences = new([]);
    private long told = machine.GetTimestamp();

    public void Say(string code, params string[] arguments) => output.WriteLine(sentences.Of(code, arguments));

    public void Complain(string code, params string[] arguments) => error.WriteLine(sentences.Of(code, arguments));

    /// <summary>At most a line a second, with how much of how much is done.</summary>
    public void Tell(string area, long done, long total)
    {
        if (machine.GetElapsedTime(told) < Pace || total == 0) return;

        told = machine.GetTimestamp();
        error.WriteLine(sentences.Of("command.progress", [Area(area), Number(done), Number(total), Number(100 * done / total)]));
    }

    /// <summary>A line for each part, below it what was found there, and the sum.</summary>
    public void Report(string what, Verdict verdict)
    {
        Say("verify.title", what);
        foreach (var area in verdict.Areas)
        {
            var findings = area.Findings.Length;
            Say(findings == 0 ? "verify.area" : "verify.area-broken", Area(area.Name), Number(area.Count), Number(findings));
            foreach (var finding in area.Findings.Take(Shown)) output.WriteLine($"      {sentences.Of($"verify.{finding.Code}", [.. finding.Arguments])}");
            if (findings > Shown) Say("verify.more", Number(findings - Shown));
        }

        Say(verdict.IsGood ? "verify.good" : "verify.bad", Number(verdict.Findings.Count()));
    }

    private string Area(string name) => sentences.Of($"verify.{name}", []);

    private static string Number(long number) => number.ToString("#,0", CultureInfo.InvariantCulture);
}
