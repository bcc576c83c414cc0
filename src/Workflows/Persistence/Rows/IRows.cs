using System.Linq.Expressions;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Leave;
using StaffFlows.Workflows.Persistence.Model;

namespace StaffFlows.Workflows.Persistence.Rows;

/// <summary>
/// The rows of one commit as the store and its appliers change them, whichever way they are written: by EF in an open transaction
/// (<see cref="ContextRows"/>), or collected and written at once (<see cref="RowBatch"/>). What is found may be changed in place;
/// a property that holds an object gets a new one.
/// </summary>
internal interface IRows
{
    /// <param name="key">Of a table whose key is one column.</param>
    ValueTask<T?> FindAsync<T>(object key, CancellationToken ct)
        where T : class;

    /// <summary>All rows that belong to an owner, among them those that this commit adds.</summary>
    ValueTask<IReadOnlyList<T>> ListAsync<T, TOwner>(Belonging<T, TOwner> which, TOwner owner, CancellationToken ct)
        where T : class
        where TOwner : notnull;

    /// <summary>Rows are added in the order in which their tables come up first, so owners before what belongs to them.</summary>
    void Add<T>(T row)
        where T : class;

    /// <summary>Adds it where no such row is there yet; one that is there stays as it is.</summary>
    ValueTask AddMissingAsync<T>(T row, CancellationToken ct)
        where T : class;

    /// <summary>Removes all rows that belong to an owner, also those that this commit adds.</summary>
    ValueTask DeleteAsync<T, TOwner>(Belonging<T, TOwner> which, TOwner owner, CancellationToken ct)
        where T : class
        where TOwner : notnull;

    /// <summary>Puts a row in the place of one that was found.</summary>
    /// <returns>The object that stands for the row from now on.</returns>
    T Replace<T>(T found, T row)
        where T : class;

    /// <summary>Adds the row of an instance that starts; false where it is known to be there already.</summary>
    ValueTask<bool> BeginAsync(StoredInstance instance, CancellationToken ct);

    /// <summary>Holds a word until the commit (<see cref="StaffFlowsDbContext.HoldAsync"/>).</summary>
    ValueTask HoldAsync(string word, bool isShared, CancellationToken ct);

    /// <summary>Makes sure that a version of a definition is there, after its word is held; else <paramref name="missing"/>, now or from the commit.</summary>
    ValueTask<Rejection?> ExpectVersionAsync(string definitionVersionId, Rejection missing, CancellationToken ct);

    /// <summary>Gives a case the next number of the pattern. It is held from here to the commit, so it comes when everything else is said.</summary>
    ValueTask NumberAsync(Case @case, string pattern, DateTimeOffset now, CancellationToken ct);

    /// <summary>Replaces an instance's row; false where it is known not to be at the version expected.</summary>
    ValueTask<bool> MoveOnAsync(StoredInstance instance, long expected, CancellationToken ct);

    /// <summary>Keeps a fact from moving until the commit; false where it is known not to be at the version.</summary>
    ValueTask<bool> HoldFactAsync(FactKey key, long version, CancellationToken ct);

    ValueTask BumpFactAsync(FactKey key, CancellationToken ct);

    /// <summary>The facts that this commit moves on.</summary>
    IReadOnlySet<FactKey> Moved { get; }

    /// <summary>The end of an audit chain, which nobody else moves until the commit.</summary>
    ValueTask<AuditHead> HoldHeadAsync(string aggregate, CancellationToken ct);

    /// <summary>Makes sure that the person has no other leave that overlaps, after his record's fact was moved on; else <paramref name="overlap"/>, now or from the commit.</summary>
    ValueTask<Rejection?> ExpectNoLeaveAsync(LeaveEntry entry, Rejection overlap, CancellationToken ct);

    /// <summary>Which of the persons can be reached from outside, and how.</summary>
    ValueTask<IReadOnlyList<Reachable>> FindReachableAsync(IReadOnlyList<string> personIds, CancellationToken ct);

    /// <summary>False where the request is known to have been answered before.</summary>
    ValueTask<bool> AnswerAsync(AnsweredRequest answer, CancellationToken ct);
}

/// <summary>Ways to reach a person outside of the product.</summary>
internal sealed record Reachable(string PersonId, bool HasMail, bool HasMobile);

/// <summary>How rows of a kind belong to an owner: by one of their columns.</summary>
internal sealed class Belonging<T, TOwner>
    where T : class
    where TOwner : notnull
{
    private readonly Func<T, TOwner> owner;

    public Belonging(Expression<Func<T, TOwner>> column)
    {
        (Column, owner) = (column, column.Compile());
        PropertyName = ((MemberExpression)column.Body).Member.Name;
    }

    public Expression<Func<T, TOwner>> Column { get; }

    public string PropertyName { get; }

    public bool Holds(T row, TOwner whose) => owner(row).Equals(whose);
}
