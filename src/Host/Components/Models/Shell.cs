namespace StaffFlows.Host.Components.Models;

/// <summary>What stands around every page: who is signed in, his counts, the business date. One per request.</summary>
/// <param name="Today">The business date, Asia/Shanghai.</param>
/// <param name="ClockIsAhead">The demo clock has been moved: the page says so beside the date.</param>
public sealed record Shell(
    ViewerChip Viewer,
    NavCounts Counts,
    DateOnly Today,
    bool IsWorkingDay,
    bool ClockIsAhead,
    string HallName);

/// <summary>The signed-in person as the account menu shows him.</summary>
/// <param name="Note">Second line: post or window, or for whom he acts at present (代办 钟立人至 11月27日).</param>
public sealed record ViewerChip(
    string Name, string? Note, bool IsAdministrator, bool IsProcessOwner, bool IsProcessReader, bool IsAuditor, bool ReadsRegisters);

/// <summary>Sizes of the lists beside the navigation. 待办, 我发起的 (running), 抄送我的 (unread), 草稿, messages (unread).</summary>
public sealed record NavCounts(int Todo, int Started, int Cc, int Drafts, int Messages)
{
    public static readonly NavCounts None = new(0, 0, 0, 0, 0);
}

/// <summary>Where the layout asks for <see cref="Shell"/>; null for somebody not signed in.</summary>
public interface IShellSource
{
    Task<Shell?> ReadAsync(CancellationToken ct);
}
