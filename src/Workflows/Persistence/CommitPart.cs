using System.Collections.Immutable;
using StaffFlows.Engine.Execution;

namespace StaffFlows.Workflows.Persistence;

/// <summary>One instance's share of a commit; those that were started within its burst stand below it.</summary>
/// <param name="Commit">Without its children.</param>
/// <param name="Starter">The part whose burst started this one; null for the outermost.</param>
internal sealed record CommitPart(BurstCommit Commit, CommitPart? Starter)
{
    /// <summary>The instance at the version that this commit gives it.</summary>
    public WorkflowInstance Instance { get; } = Commit.Instance with { Version = Commit.ExpectedVersion + 1 };

    public bool IsStart => Commit.ExpectedVersion == 0;

    /// <summary>In the order in which they were started.</summary>
    public static ImmutableArray<CommitPart> StartersFirst(BurstCommit commit, CommitPart? starter = null)
    {
        var part = new CommitPart(commit with { Children = [] }, starter);
        return [part, .. commit.Children.SelectMany(child => StartersFirst(child, part))];
    }

    /// <summary>Whether <paramref name="other"/> was running when this part's instance was started.</summary>
    public bool IsStartedUnder(CommitPart other) => !other.Instance.IsFinished || IsBelow(other);

    private bool IsBelow(CommitPart other) => Starter is not null && (Starter == other || Starter.IsBelow(other));
}
