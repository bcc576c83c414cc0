using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using StaffFlows.Host.Accounts;
using StaffFlows.Host.Api;
using StaffFlows.Host.Operations;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.Profiles;

namespace StaffFlows.Host.Features.Administration;

/// <summary><c>/admin/profiles/{key}</c>: each rule of a rule book with its value and the clause that it comes from. Read-only.</summary>
internal sealed class ProfilePage(OfficeSnapshots office, IDbContextFactory<StaffFlowsDbContext> contexts, HostSettings settings, Sentences sentences)
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

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
            [.. shown.Values.GroupBy(v => v.Key.Split('.')[0]).Select(g => new RuleGroup(Title(g.Key), [.. g.Select(v => Describe(v.Key, v.Value, profiles))]))]);
    }

    private RuleValue Describe(string key, ProfileValue value, IEnumerable<Profile> profiles) => new(
        key, key[(key.IndexOf('.', StringComparison.Ordinal) + 1)..], InWords(value.Value), value.Clause,
        value.InheritedFrom is { } from ? profiles.FirstOrDefault(p => p.Key == from)?.Name ?? from : null, value.IsUsed);

    private string Title(string group) => sentences.Knows($"rules.{group}") ? sentences.Of($"rules.{group}", []) : group;

    private string? InWords(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        JsonValueKind.True => sentences.Of("yes", []),
        JsonValueKind.False => sentences.Of("no", []),
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetRawText(),
        _ => JsonSerializer.Serialize(value, Readable),
    };
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
