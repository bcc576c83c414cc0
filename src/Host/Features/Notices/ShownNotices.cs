using StaffFlows.Workflows.Persistence.Model;

namespace StaffFlows.Host.Features.Notices;

/// <summary>The one definition of which notices may be read without signing in.</summary>
internal static class ShownNotices
{
    /// <summary>A text that is being corrected is nobody's business until it is posted again, nor is one that was erased.</summary>
    public static bool IsReadable(this StoredPublicity publicity) => !publicity.IsBeingCorrected && publicity.Notice.Length > 0;

    public static bool IsShownOn(this StoredPublicity publicity, DateOnly today) => publicity.PublishedAt is not null && !(publicity.KeepUntil < today);

    /// <summary>From the first posting on until its time is over.</summary>
    public static IQueryable<StoredPublicity> Shown(this IQueryable<StoredPublicity> publicities, DateOnly today) =>
        publicities.Where(p => p.PublishedAt != null && (p.KeepUntil == null || p.KeepUntil >= today));
}
