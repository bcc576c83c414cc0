using Microsoft.Playwright;
using StaffFlows.Testing;

namespace StaffFlows.EndToEnd;

/// <summary>Who sits in front of which screen.</summary>
public enum Screen
{
    /// <summary>1440 × 900.</summary>
    Desktop,

    /// <summary>390 × 844, touch.</summary>
    Phone,
}

/// <summary>A Chromium for one test, against a hall on a real port. The browser is Debian's, named by STAFFFLOWS_TEST_CHROMIUM.</summary>
public sealed class Desk : IAsyncDisposable
{
    private static readonly string[] Flags =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync", "--lang=zh-CN",
    ];

    private readonly IPlaywright driver;
    private readonly IBrowser chromium;
    private readonly List<IBrowserContext> sessions = [];

    private Desk(Hall hall, IPlaywright driver, IBrowser chromium) => (Hall, this.driver, this.chromium) = (hall, driver, chromium);

    public Hall Hall { get; }

    /// <summary>What stands open in all sessions.</summary>
    public IEnumerable<IPage> Pages => sessions.SelectMany(session => session.Pages);

    /// <param name="settings">Of the host; see <see cref="Hall.OpenAsync"/>.</param>
    public static async Task<Desk> OpenAsync(params (string Key, string Value)[] settings)
    {
        var hall = await Hall.OpenAsync(onKestrel: true, settings: settings);
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium.Path, Args = Flags });
        return new Desk(hall, playwright, browser);
    }

    /// <summary>A fresh session of the person, signed in by the page, in Chinese.</summary>
    public async Task<IPage> SignInAsync(string userName, Screen screen = Screen.Desktop, bool javaScript = true)
    {
        var page = await NewPageAsync(screen, javaScript);
        await page.GotoAsync("/account/login");
        await page.FillAsync("[name=userName]", userName);
        await page.FillAsync("[name=password]", "Demo#2026");
        await page.ClickAsync("form button[type=submit]:visible, form .btn--go:visible");
        await page.ArriveAtAsync("/inbox");
        await Assertions.Expect(page.Locator("main h1")).ToBeVisibleAsync();
        return page;
    }

    public async Task<IPage> NewPageAsync(Screen screen = Screen.Desktop, bool javaScript = true)
    {
        var session = await chromium.NewContextAsync(new()
        {
            BaseURL = Hall.Address.ToString(),
            Locale = "zh-CN",
            TimezoneId = "Asia/Shanghai",
            JavaScriptEnabled = javaScript,
            ViewportSize = screen is Screen.Phone ? new() { Width = 390, Height = 844 } : new() { Width = 1440, Height = 900 },
            HasTouch = screen is Screen.Phone,
            IsMobile = screen is Screen.Phone,
        });
        sessions.Add(session);
        return await session.NewPageAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var session in sessions) await session.CloseAsync();
        await chromium.CloseAsync();
        driver.Dispose();
        await Hall.DisposeAsync();
    }
}
