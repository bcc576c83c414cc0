// Prints what a mutation run found, folder by folder; exit code 1 where Execution or Flowchart is below the threshold.
// Arguments: the folder with the reports of the runs, the reviewed survivors, the threshold in percent.
using System.Globalization;
using StaffFlows.MutationReport;

string[] held = ["Execution", "Activities/Flowchart"];
var (reports, reviewed, threshold) = (args[0], Survivor.ReadAll(args[1]), double.Parse(args[2], CultureInfo.InvariantCulture));
var mutants = Mutant.ReadNewest(reports);

Console.WriteLine($"{"folder",-24}{"mutants",8}{"killed",8}{"timeout",8}{"survived",9}{"reviewed",9}{"%",8}   not compiled");
var isBelow = false;
var open = new List<Mutant>();
foreach (var folder in mutants.GroupBy(mutant => mutant.Folder).OrderBy(folder => folder.Key, StringComparer.Ordinal))
{
    var unexplained = folder.Where(mutant => mutant.HasSurvived && !reviewed.Remove(mutant.AsSurvivor)).ToList();
    int Count(Fate fate) => folder.Count(mutant => mutant.Fate == fate);
    var (killed, timedOut, survived) = (Count(Fate.Killed), Count(Fate.TimedOut), folder.Count(mutant => mutant.HasSurvived));
    var all = killed + timedOut + survived;
    var percent = all == 0 ? 100 : 100.0 * (killed + timedOut) / all;
    var isLow = held.Contains(folder.Key) && percent < threshold;
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"{folder.Key,-24}{all,8}{killed,8}{timedOut,8}{survived,9}{survived - unexplained.Count,9}{percent,8:F1}   {Count(Fate.NotCompiled)}{(isLow ? "   BELOW " + threshold : "")}"));
    isBelow |= isLow;
    open.AddRange(unexplained);
}

if (open.Count > 0) Console.WriteLine($"\n{open.Count} survivors without a reason; write a test that kills them, or paste them with a reason:\n");
foreach (var mutant in open)
{
    Console.WriteLine($"# line {mutant.Line}, {mutant.Kind}{(mutant.Fate is Fate.NotReached ? ", reached by no test" : "")}");
    Console.WriteLine($"{mutant.AsSurvivor}\n");
}

var slow = mutants.Where(mutant => mutant.Fate is Fate.TimedOut).ToList();
if (slow.Count > 0) Console.WriteLine($"{slow.Count} timed out and count as killed: a loop that never ends, or a machine that was too busy:\n");
foreach (var mutant in slow) Console.WriteLine($"{mutant.File}:{mutant.Line}\n- {mutant.Original}\n+ {mutant.Changed}\n");

var outdated = reviewed.Where(survivor => mutants.Any(mutant => mutant.File == survivor.File)).ToList();
if (outdated.Count > 0) Console.WriteLine($"{outdated.Count} reviewed survivors are killed or gone by now; take them out:\n\n{string.Join("\n\n", outdated)}");

return isBelow ? 1 : 0;
