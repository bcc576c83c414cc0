using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace StaffFlows.Engine.Tests.Engine.Properties;

/// <summary>
/// Random flowcharts under random stimuli: 500 of a fixed seed for each mode, or as many new ones as the variable
/// <c>STAFFFLOWS_PROPERTY_CASES</c> says.
/// </summary>
public sealed class When_any_flowchart_runs
{
    private static readonly string? LongForm = Environment.GetEnvironmentVariable("STAFFFLOWS_PROPERTY_CASES");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void It_either_ends_or_waits_for_something_that_exists(bool isTokenBased)
    {
        var config = LongForm is null
            ? Config.QuickThrowOnFailure.WithMaxTest(500).WithReplay(20260302UL, 7UL)
            : Config.QuickThrowOnFailure.WithMaxTest(int.Parse(LongForm, CultureInfo.InvariantCulture));

        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>().Filter(bytes => bytes is not null), bytes => Run(bytes, isTokenBased))
            .Check(config.WithStartSize(20).WithEndSize(160));
    }

    private static void Run(byte[] bytes, bool isTokenBased)
    {
        var choices = new Choices(bytes);
        new RandomRun(RandomFlow.Build(choices, isTokenBased), choices).GoAsync().GetAwaiter().GetResult();
    }
}
