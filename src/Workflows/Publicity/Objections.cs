using System.Collections.Immutable;

namespace StaffFlows.Workflows.Publicity;

/// <summary>What became of an objection; the conclusions are those of S1. 异议</summary>
public enum ObjectionState
{
    /// <summary>已受理，核查中</summary>
    Open,

    /// <summary>不成立</summary>
    Unfounded,

    /// <summary>成立，更正</summary>
    Corrected,

    /// <summary>成立，取消资格</summary>
    Disqualified,

    /// <summary>线索不具体，不予受理 (EC-02)</summary>
    Dismissed,
}

/// <param name="PersonId">Whom it concerns; null for the list as a whole.</param>
public sealed record ObjectionEntry(Guid CaseId, string? PersonId, ObjectionState State)
{
    public bool IsUpheld => State is ObjectionState.Corrected or ObjectionState.Disqualified;
}

/// <summary>All objections to one publicity: the fact that its end goes by, so that one received a moment before is never overlooked (EC-01).</summary>
public sealed record ObjectionRegister(ImmutableArray<ObjectionEntry> Entries)
{
    public bool HasOpen => Entries.Any(e => e.State is ObjectionState.Open);

    /// <summary>Those who wait: whom an open objection concerns, or everybody where it is about the list or the hall does not split.</summary>
    public ImmutableArray<string> Held(IEnumerable<string> personIds, bool splits)
    {
        var open = Entries.Where(e => e.State is ObjectionState.Open).ToList();
        var waiting = personIds.Except(Disqualified).ToList();
        return open.Count == 0 ? [] : open.Exists(e => e.PersonId is null) || !splits ? [.. waiting] : [.. waiting.Where(id => open.Exists(e => e.PersonId == id))];
    }

    public IEnumerable<string> Disqualified => Entries.Where(e => e is { State: ObjectionState.Disqualified, PersonId: not null }).Select(e => e.PersonId!).Distinct();
}

/// <summary>How an objection came in.</summary>
public enum ObjectionChannel
{
    /// <summary>公示页</summary>
    Page,

    /// <summary>电话、信件、来访, taken down by the office.</summary>
    Office,
}
