using System.Text.Json.Nodes;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Persistence.Appliers;
using StaffFlows.Workflows.Persistence.Rows;
using StaffFlows.Workflows.Personnel;

namespace StaffFlows.Workflows.Persistence;

/// <summary>Keeps what window heads have reported (SEL-13): the record, the unit's message and the audit entry in one commit.</summary>
public sealed class StationingViolations(SystemTime systemTime)
{
    public const string Reported = "stationing.violation-reported";

    /// <summary>The audit chain of a person's stationing.</summary>
    public static string Chain(string personId) => $"stationing:{personId}";

    /// <summary>In the caller's transaction.</summary>
    /// <param name="told">Who answers for the unit.</param>
    /// <param name="words">Names of the person and of the window, for the message.</param>
    public async Task AddAsync(StaffFlowsDbContext db, StationingViolation violation, IEnumerable<string> told, (string Person, string Window) words, CancellationToken ct)
    {
        db.StationingViolations.Add(violation);
        var message = new MessageSent([.. told], $"violation.{violation.Kind}", [words.Person, words.Window, $"{violation.OccurredOn:yyyy-MM-dd}"], null, null);
        await MessageApplier.WriteAsync(new ContextRows(db), message, violation.ReportedAt, systemTime.Now, ct);
        await AuditChain.AppendAsync(db, violation.ReportedAt, [new(Chain(violation.PersonId), Reported, violation.ReportedById, new JsonObject
        {
            ["person"] = violation.PersonId,
            ["unit"] = violation.UnitId,
            ["window"] = violation.WindowId,
            ["kind"] = violation.Kind.ToString(),
            ["on"] = $"{violation.OccurredOn:yyyy-MM-dd}",
        })], ct);
    }
}
