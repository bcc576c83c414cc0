using System.Collections.Frozen;

namespace StaffFlows.Workflows.Publicity;

/// <summary>Where a publicity stands. 公示</summary>
public enum PublicityState
{
    /// <summary>拟稿: nobody but the office sees it.</summary>
    Draft,

    /// <summary>已张贴: it hangs at one venue and is on the public page; the period has not begun.</summary>
    Posted,

    /// <summary>公示中: the period runs.</summary>
    Running,

    /// <summary>中断: it was taken down or is being corrected; the period stands still.</summary>
    Suspended,

    /// <summary>期满: the period is over, objections are still being looked into.</summary>
    Expired,

    /// <summary>已结束: the result is written.</summary>
    Concluded,

    /// <summary>已终止: the case was withdrawn or cancelled.</summary>
    Cancelled,
}

/// <summary>Which moves of a publicity are allowed; the only place that says so.</summary>
public static class PublicityLifecycle
{
    private static readonly FrozenDictionary<PublicityState, PublicityState[]> Moves = new Dictionary<PublicityState, PublicityState[]>
    {
        [PublicityState.Draft] = [PublicityState.Draft, PublicityState.Posted, PublicityState.Cancelled],
        [PublicityState.Posted] = [PublicityState.Posted, PublicityState.Running, PublicityState.Cancelled],
        [PublicityState.Running] = [PublicityState.Running, PublicityState.Suspended, PublicityState.Expired, PublicityState.Concluded, PublicityState.Cancelled],
        [PublicityState.Suspended] = [PublicityState.Suspended, PublicityState.Draft, PublicityState.Posted, PublicityState.Cancelled],
        [PublicityState.Expired] = [PublicityState.Expired, PublicityState.Suspended, PublicityState.Concluded, PublicityState.Cancelled],
        [PublicityState.Concluded] = [],
        [PublicityState.Cancelled] = [],
    }.ToFrozenDictionary();

    public static bool CanMove(PublicityState from, PublicityState to) => Moves[from].Contains(to);

    public static bool IsOver(PublicityState state) => Moves[state].Length == 0;
}
