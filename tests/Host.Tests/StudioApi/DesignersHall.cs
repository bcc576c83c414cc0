using System.Text.Json.Nodes;
using StaffFlows.Testing;

namespace StaffFlows.Host.Tests.StudioApi;

/// <summary>A hall with two process owners, 祁思远 (u006) and the director (u004), and a reader (u020); shared by the tests of a situation.</summary>
public sealed class DesignersHall : IAsyncLifetime
{
    private Hall? hall;

    public Hall Hall => hall!;

    internal Owner First { get; private set; } = null!;

    internal Owner Second { get; private set; } = null!;

    internal Owner Reader { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        hall = await Hall.OpenAsync();
        await GiveRolesAsync(hall, ("u004", "ProcessOwner"), ("u020", "ProcessReader"));
        (First, Second, Reader) = (await Owner.SignInAsync(hall, "u006"), await Owner.SignInAsync(hall, "u004"), await Owner.SignInAsync(hall, "u020"));
    }

    public async Task DisposeAsync() => await Hall.DisposeAsync();

    public static async Task GiveRolesAsync(Hall hall, params (string UserName, string Role)[] roles)
    {
        var file = await Administration.When_an_organisation_is_imported.DemoAsync();
        foreach (var role in roles.Select(r => r.Role).Where(code => !file["roles"]!.AsArray().Any(r => r!["code"]!.ToString() == code)).Distinct())
            file["roles"]!.AsArray().Add(new JsonObject { ["code"] = role, ["name"] = role });
        foreach (var (userName, role) in roles)
            file["people"]!.AsArray().Single(p => p!["userName"]!.ToString() == userName)!["roles"]!.AsArray().Add(role);
        (await (await hall.AsAsync("u010")).TryPostAsync("organisation", file)).Expect();
    }
}
