using System.Runtime.InteropServices;
using StaffFlows.Benchmarks;
using StaffFlows.Benchmarks.Cases;
using StaffFlows.Benchmarks.Hosts;

ICase[] all =
[
    new CountsCase(), new FlowCase(), new ManyTasksCase(), new ClaimCase(), new TimersCase(), new DefinitionCase(), new PagesCase(), new StartUpCase(), new GrowthCase(), new InboxCase(),
];
if (Arguments.Read(args) is not { } wanted || wanted.Cases.Any(name => all.All(c => !c.Name.Equals(name, StringComparison.OrdinalIgnoreCase))))
{
    await Console.Error.WriteLineAsync($"{Arguments.Usage}\nCases: {string.Join(", ", all.Select(c => c.Name))}");
    return 2;
}

if (!Hall.IsOptimised)
{
    await Console.Error.WriteLineAsync("Only the release build is measured: dotnet run -c Release …");
    return 2;
}

using var stopping = new CancellationTokenSource();
Console.CancelKeyPress += (_, press) =>
{
    press.Cancel = true;
    stopping.Cancel();
};
using var ending = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
{
    signal.Cancel = true;
    stopping.Cancel();
});
try
{
    await Run.Async(wanted, [.. all.Where(c => wanted.Wants(c.Name))], TimeProvider.System, stopping.Token);
    return 0;
}
catch (OperationCanceledException)
{
    await Console.Error.WriteLineAsync("Stopped.");
    return 130;
}
catch (InvalidOperationException wrong)
{
    await Console.Error.WriteLineAsync(wrong.Message);
    return 1;
}
