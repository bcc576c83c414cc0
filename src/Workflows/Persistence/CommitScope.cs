using System.Text.Json.Nodes;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Persistence.Rows;

namespace StaffFlows.Workflows.Persistence;

/// <summary>What the appliers of one commit share: its transaction, its moment, and what is left for its end.</summary>
internal sealed class CommitScope(IRows rows, WorkflowInstance instance, DateTimeOffset now)
{
    /// <summary>Somebody else was faster. The burst is loaded and run again.</summary>
    public static readonly Rejection Conflict = new(RejectionKind.Conflict, "changed-meanwhile");

    private readonly HashSet<(Guid CaseId, string PersonId)> added = [];

    public IRows Rows { get; } = rows;

    public WorkflowInstance Instance { get; } = instance;

    /// <summary>Business time of the burst.</summary>
    public DateTimeOffset Now { get; } = now;

    /// <summary>Cases that get their number when everything else is written, each with its pattern.</summary>
    public List<(Case Case, string NumberPattern)> Opened { get; } = [];

    /// <summary>Cases that have come to nothing in this burst; tasks still open afterwards are closed.</summary>
    public HashSet<Guid> GivenUp { get; } = [];

    /// <summary>Messages that follow from what was written, not from what the burst asked for.</summary>
    public List<MessageSent> ToTell { get; } = [];

    /// <summary>Tasks that this burst closed.</summary>
    public HashSet<Guid> ClosedTasks { get; } = [];

    /// <summary>Somebody has taken the case back to an earlier step: what closes beside it closes for that.</summary>
    public bool IsReturn { get; set; }

    public List<AuditRecorded> Audit { get; } = [];

    public static string Chain(Guid caseId) => $"case:{caseId:N}";

    public void AuditCase(Guid caseId, string action, string? actorId, JsonObject details) =>
        Audit.Add(new(Chain(caseId), action, actorId, details));

    /// <exception cref="InvalidOperationException">There is no such case; an effect named one that was never opened.</exception>
    public async Task<Case> GetCaseAsync(Guid caseId, CancellationToken ct) =>
        await Rows.FindAsync<Case>(caseId, ct) ?? throw new InvalidOperationException($"There is no case {caseId:N}.");

    /// <summary>Whoever is a participant already stays one since then.</summary>
    /// <returns>Those whom no effect of this commit has added before.</returns>
    public async Task<IReadOnlyList<string>> AddParticipantsAsync(Guid caseId, IEnumerable<string> personIds, CancellationToken ct)
    {
        var first = personIds.Where(personId => added.Add((caseId, personId))).ToList();
        foreach (var personId in first)
            await Rows.AddMissingAsync(new CaseParticipant { CaseId = caseId, PersonId = personId, Since = Now }, ct);
        return first;
    }
}
