using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace StaffFlows.EndToEnd;

/// <summary>
/// Waits for an address by looking at it, and then for the page to be loaded. Playwright's own way, which waits for the navigation, misses
/// the event of loading where that comes at the same moment.
/// </summary>
internal static class Arriving
{
    private const float Milliseconds = 30_000;

    /// <param name="address">Of the whole address a part, as a pattern.</param>
    public static async Task ArriveAtAsync(this IPage page, string address)
    {
        await Assertions.Expect(page).ToHaveURLAsync(Patterns.Expression(address), new() { Timeout = Milliseconds });
        await page.WaitForLoadStateAsync();
    }

    /// <inheritdoc cref="ArriveAtAsync"/>
    public static async Task LeaveAsync(this IPage page, string address)
    {
        await Assertions.Expect(page).Not.ToHaveURLAsync(Patterns.Expression(address), new() { Timeout = Milliseconds });
        await page.WaitForLoadStateAsync();
    }
}
