using System.Text.Json.Nodes;
using Microsoft.Playwright;
using StaffFlows.Testing;

namespace StaffFlows.EndToEnd.Selection;

/// <summary>
/// One hall and one Chromium for everything about selections, by the rule book 通用: temporary staff are barred (SEL-02) and whoever is above
/// 45 needs an exception (SEL-03). Each person keeps one window open, at his desk or on his phone.
/// </summary>
public sealed class SelectionCourse : IAsyncLifetime
{
    private readonly Dictionary<string, IPage> windows = [];
    private Desk? desk;
    private Task<FinishedSelection>? story;

    public Hall Hall => Desk.Hall;

    public Desk Desk => desk ?? throw new InvalidOperationException("Nobody has opened the hall.");

    /// <summary>What the people of the demo organisation went through, once for all who look at how it ended.</summary>
    public Task<FinishedSelection> FinishedAsync() => story ??= new SelectionStory(this).TellAsync();

    /// <summary>The person's own window; the first one that he opened stays his.</summary>
    public async Task<IPage> AsAsync(string person, Screen screen = Screen.Desktop) =>
        windows.TryGetValue(person, out var window) ? window : windows[person] = await Desk.SignInAsync(person, screen);

    /// <summary>What is due at this moment of business time, and what that sets off.</summary>
    public async Task CarryOutAsync() => await (await Hall.AsAsync("u010")).PostAsync("clock", new { advance = "PT0S" });

    public async Task<JsonObject> CaseAsync(Guid id) => await (await Hall.AsAsync("u006")).CaseAsync(id);

    /// <summary>The newest case of a kind that the selection has started.</summary>
    public async Task<Guid> ChildAsync(Guid id, string prefix) =>
        (await CaseAsync(id))["started"]!.AsArray().Where(c => c!["number"]!.ToString().StartsWith(prefix, StringComparison.Ordinal))
            .MaxBy(c => c!["number"]!.ToString(), StringComparer.Ordinal)!["id"]!.GetValue<Guid>();

    /// <summary>Where a candidate stands.</summary>
    public async Task<string> StandingAsync(Guid id, string person) =>
        (await CaseAsync(id))["form"]!["results"]!.AsArray().Single(row => row!["person"]!.ToString() == person)!["state"]!.ToString();

    public async Task InitializeAsync()
    {
        if (Chromium.Path is not null) desk = await Desk.OpenAsync(("Hall:Profile", "Default"));
    }

    public async Task DisposeAsync()
    {
        if (desk is not null) await desk.DisposeAsync();
    }
}

/// <summary>The cases that a selection which came to its end has left.</summary>
/// <param name="Publicity">Of 蓝采薇, who was objected to.</param>
/// <param name="SecondPublicity">Of 巩志远, who came after her.</param>
public sealed record FinishedSelection(Guid Selection, Guid Publicity, Guid SecondPublicity, Guid Filing, Guid Arrival, string Receipt);

[CollectionDefinition(Name)]
public sealed class SelectionTests : ICollectionFixture<SelectionCourse>
{
    public const string Name = "Selection";
}
