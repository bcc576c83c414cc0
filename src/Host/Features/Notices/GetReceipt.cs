using Microsoft.EntityFrameworkCore;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.Publicity;

namespace StaffFlows.Host.Features.Notices;

/// <summary>How far an objection is, for whoever holds its receipt.</summary>
/// <param name="Answer">What the office says; null while it is open.</param>
internal sealed record ReceiptState(string Number, DateTimeOffset ReceivedAt, ObjectionState State, DateTimeOffset? ClosedAt, string? Answer);

/// <summary>Number and code must both be right; which of them was wrong is not said.</summary>
internal sealed class GetReceipt(IDbContextFactory<StaffFlowsDbContext> databases, ObjectionThrottle throttle)
{
    public async Task<Result<ReceiptState>> ExecuteAsync(string number, string code, string address, CancellationToken ct)
    {
        if (!throttle.AnswersTo(address)) return new Rejection(RejectionKind.Conflict, ObjectionThrottle.TooMany);

        var asked = number.Trim().ToUpperInvariant();
        await using var db = await databases.CreateDbContextAsync(ct);
        var found = await db.Cases.AsNoTracking().Where(c => c.Number == asked).Join(db.Objections, c => c.Id, o => o.CaseId, (c, objection) => objection).SingleOrDefaultAsync(ct);
        return found is { CodeDigest: { } digest } && ReceiptCode.Fits(code, digest)
            ? new ReceiptState(asked, found.ReceivedAt, found.State, found.ClosedAt, found.Answer)
            : new Rejection(RejectionKind.NotFound, "receipt-unknown");
    }
}
