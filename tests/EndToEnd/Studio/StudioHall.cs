using Microsoft.Playwright;
using StaffFlows.Testing;

namespace StaffFlows.EndToEnd.Studio;

/// <summary>
/// One hall and one Chromium for everything that happens in the Studio. Each person keeps his session, so that the Studio's files are
/// downloaded once for him; both are opened by the first who asks.
/// </summary>
public sealed class StudioHall : IAsyncLifetime
{
    /// <summary>What the Studio may take to start on a busy machine.</summary>
    public const float Patience = 90_000;

    private readonly Dictionary<(string Person, Screen Screen), IBrowserContext> sessions = [];
    private Desk? desk;

    public async Task<Hall> HallAsync() => (await DeskAsync()).Hall;

    public async Task<Desk> DeskAsync() => desk ??= await Desk.OpenAsync();

    /// <summary>A new page of the person's at the address below <c>/studio/</c>, whose element has something to show.</summary>
    public async Task<IPage> OpenAsync(string person, string address, Screen screen = Screen.Desktop)
    {
        var page = await NewPageAsync(person, screen);
        await page.GotoAsync($"/studio/{address}");
        await page.StudioStartedAsync();
        return page;
    }

    public async Task<IPage> NewPageAsync(string person, Screen screen = Screen.Desktop)
    {
        if (!sessions.TryGetValue((person, screen), out var session))
        {
            var door = await (await DeskAsync()).SignInAsync(person, screen);
            sessions[(person, screen)] = session = door.Context;
            session.SetDefaultTimeout(30_000);
            await door.CloseAsync();
        }

        return await session.NewPageAsync();
    }

    /// <summary>Closes what is still open.</summary>
    /// <returns>What stood on it, in few words.</returns>
    public async Task<string[]> CloseAllAsync()
    {
        List<string> shown = [];
        foreach (var page in desk?.Pages.ToArray() ?? [])
        {
            shown.Add($"{new Uri(page.Url).PathAndQuery} shows: {await page.EvaluateAsync<string>(Text)}");
            await page.CloseAsync();
        }

        return [.. shown];
    }

    public Task InitializeAsync()
    {
        Assertions.SetDefaultExpectTimeout(30_000);
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        if (desk is not null) await desk.DisposeAsync();
    }

    /// <summary>In one line; messages stand at its end.</summary>
    private const string Text = """
        () => {
          const text = (document.body?.innerText ?? '').replace(/\s*\n\s*/g, ' | ');
          return text.length > 1600 ? `${text.slice(0, 1000)} … ${text.slice(-600)}` : text;
        }
        """;
}

/// <summary>A test in the Studio closes its pages. One that fails leaves them open, and what stands on them is told beside what failed.</summary>
public abstract class StudioTest(StudioHall studio) : IAsyncLifetime
{
    protected StudioHall Studio => studio;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => (await studio.CloseAllAsync()).ShouldBeEmpty();
}

[CollectionDefinition(Name)]
public sealed class StudioTests : ICollectionFixture<StudioHall>
{
    public const string Name = "Elsa Studio";
}

/// <summary>A journey through the Studio; reported as skipped where its npm package was not fetched.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class StudioJourneyAttribute : FactAttribute
{
    private const string Package = "src/Host/Studio/node_modules/@elsa-workflows/elsa-studio-wasm";

    public StudioJourneyAttribute()
    {
        if (Chromium.Path is null) Skip = "No Chromium: install it or name it in STAFFFLOWS_TEST_CHROMIUM.";
        else if (!IsFetched()) Skip = "Elsa Studio is not there: the host was built without Node.js.";
    }

    private static bool IsFetched()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (Directory.Exists(Path.Combine(folder.FullName, Package))) return true;
        }

        return false;
    }
}
