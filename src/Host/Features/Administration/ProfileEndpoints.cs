using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using StaffFlows.Host.Accounts;
using StaffFlows.Host.Api;
using StaffFlows.Host.Operations;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.Profiles;

namespace StaffFlows.Host.Features.Administration;

/// <summary><c>/admin/profiles/{key}</c>: each rule of a rule book with its value and the clause that it comes from. Read-only.</summary>
internal sealed class ProfilePage(OfficeSnapshots office, IDbContextFactory<StaffFlowsDbContext> contexts, HostSettings settings, RuleWords words)
{
    /// <param name="key">In any case; the hall's own rule book where null.</param>
    public async Task<ProfileModel?> ReadAsync(string? key, CancellationToken ct)
    {
        var snapshot = await office.ReadAsync(ct);
        var profiles = snapshot.LatestProfiles.ToImmutableArray();
        var hall = snapshot.HallProfile(settings);
        var shown = key is null ? hall : profiles.FirstOrDefault(p => p.Key.Equals(key, StringComparison.OrdinalIgnoreCase));
        if (shown is null) return null;

        await using var db = await contexts.CreateDbContextAsync(ct);
        var running = await db.Cases.CountAsync(c => c.ProfileKey == shown.Key && c.Status == CaseStatus.Running, ct);
        return new ProfileModel(
            [.. profiles.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => new ProfileTab(p.Key, p.Name, p.Key == shown.Key))],
            shown.Key, shown.Name, shown.Version, shown.ValidFrom, running, shown.Key == hall.Key,
            [.. shown.Values.GroupBy(v => RuleWords.GroupOf(v.Key)).Select(g => new RuleGroup(words.Group(g.Key), [.. g.Select(v => Describe(v.Key, v.Value, profiles))]))]);
    }

    private RuleValue Describe(string key, ProfileValue value, IEnumerable<Profile> profiles) => new(
        key, words.Name(key), words.Lines(key, value.Value), words.Clause(value.Clause),
        value.InheritedFrom is { } from ? profiles.FirstOrDefault(p => p.Key == from)?.Name ?? from : null, value.IsUsed);
}

internal static class ProfileEndpoints
{
    public static void MapProfilePages(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/admin/profiles", (ProfilePage page, CancellationToken ct) => ShowAsync(null, page, ct))
            .RequireAuthorization(Policies.Administration).ExcludeFromDescription();
        pages.MapGet("/admin/profiles/{key}", (string key, ProfilePage page, CancellationToken ct) => ShowAsync(key, page, ct))
            .RequireAuthorization(Policies.Administration).ExcludeFromDescription();
    }

    private static async Task<IResult> ShowAsync(string? key, ProfilePage page, CancellationToken ct) =>
        await page.ReadAsync(key, ct) is { } model ? Pages.Show<ProfileView>(model) : Pages.NotFound();
}
