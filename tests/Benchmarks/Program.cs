using StaffFlows.Benchmarks;
using StaffFlows.Benchmarks.Cases;
using StaffFlows.Benchmarks.Hosts;

ICase[] all = [new FlowCase()];
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
await Run.Async(wanted, [.. all.Where(c => wanted.Wants(c.Name))], TimeProvider.System, stopping.Token);
return 0;
