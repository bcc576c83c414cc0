using System.Runtime.CompilerServices;

namespace StaffFlows.Drills;

/// <summary>The machine's clock as a drill may read it: real processes can't be given another one.</summary>
internal static class Patience
{
    public static readonly TimeProvider Clock = TimeProvider.System;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Asks again and again until it is so; after <paramref name="atMost"/> the drill fails with the question.</summary>
    public static async Task UntilAsync(Func<Task<bool>> isSo, TimeSpan atMost, [CallerArgumentExpression(nameof(isSo))] string question = "")
    {
        var began = Clock.GetTimestamp();
        while (!await isSo())
        {
            if (Clock.GetElapsedTime(began) > atMost) throw new TimeoutException($"Not within {atMost.TotalSeconds:0} s: {question}");
            await Task.Delay(Pause, Clock);
        }
    }

    public static Task UntilAsync(Func<bool> isSo, TimeSpan atMost, [CallerArgumentExpression(nameof(isSo))] string question = "") =>
        UntilAsync(() => Task.FromResult(isSo()), atMost, question);
}
