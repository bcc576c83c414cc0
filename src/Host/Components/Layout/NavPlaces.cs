using StaffFlows.Host.Components.Models;

namespace StaffFlows.Host.Components.Layout;

/// <summary>A place of the navigation.</summary>
/// <param name="Count">The name of its live count in the stream; null where it has none.</param>
public sealed record NavPlace(string Href, string TextKey, string Icon, string? Count = null, int Number = 0, bool IsHot = false);

/// <summary>Which places a viewer's navigation offers.</summary>
internal static class NavPlaces
{
    public static NavPlace[] Mine(NavCounts counts) =>
    [
        new("/inbox", "nav.todo", "inbox", "todo", counts.Todo, IsHot: true),
        new("/inbox?view=done", "nav.done", "done"),
        new("/inbox?view=started", "nav.started", "send", "started", counts.Started),
        new("/inbox?view=cc", "nav.cc", "cc", "cc", counts.Cc),
        new("/inbox?view=drafts", "nav.drafts", "draft", "drafts", counts.Drafts),
    ];

    public static NavPlace[] Business(ViewerChip viewer, NavCounts counts) =>
    [
        new("/people", "nav.people", "people"),
        new("/windows", "nav.windows", "window"),
        .. viewer.ReadsRegisters ? (NavPlace[])[new("/registers", "nav.registers", "menu")] : [],
        new("/notices", "nav.notices", "doc"),
        new("/messages", "nav.messages", "notice", "messages", counts.Messages),
    ];

    public static NavPlace[] Administration(ViewerChip viewer) =>
    [
        .. viewer.IsAdministrator || viewer.IsProcessOwner ? (NavPlace[])[new("/admin", "nav.admin", "rules")] : [],
        .. viewer.IsProcessReader ? (NavPlace[])[new("/studio/", "nav.studio", "flow"), new("/admin/procedures", "nav.procedures", "doc")] : [],
        .. viewer.IsAuditor || viewer.IsAdministrator ? (NavPlace[])[new("/admin/audit", "nav.audit", "audit")] : [],
    ];

    /// <summary>Whether the address is this place: the path and, for the inbox, its view; pages below a place belong to it.</summary>
    public static bool IsCurrent(this NavPlace place, Uri address, IEnumerable<NavPlace> all)
    {
        var (path, view) = Split(place.Href);
        if (path is "/inbox")
            return (address.AbsolutePath is "/inbox" && view == ViewOf(address.Query)) || (view is "todo" && Below(address, "/tasks"));
        return Below(address, path) && !all.Any(p => p != place && Split(p.Href).Path.StartsWith($"{path}/", StringComparison.Ordinal) && Below(address, Split(p.Href).Path));
    }

    private static bool Below(Uri address, string path) =>
        address.AbsolutePath == path || address.AbsolutePath.StartsWith($"{path.TrimEnd('/')}/", StringComparison.Ordinal);

    private static (string Path, string View) Split(string href) =>
        href.Split('?') is [var path, var query] ? (path, ViewOf(query)) : (href, "todo");

    private static string ViewOf(string query) =>
        Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(query).TryGetValue("view", out var view) ? view.ToString() : "todo";
}
