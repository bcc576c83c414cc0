using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using StaffFlows.Engine.Execution;
using StaffFlows.Host.Api;
using StaffFlows.Workflows;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.Persistence.Model;

namespace StaffFlows.Host.Features.Cases;

/// <summary>What every burst that a person causes answers of its case; a repeat of the request gets what was committed with the first.</summary>
internal sealed record CaseAnswer(Guid Id, string? Number, CaseStatus Status)
{
    /// <summary>The first answer under the key, or why the key can't be used; null where it is new.</summary>
    public static async Task<Result<CaseAnswer>?> FindAsync(StaffFlowsDbContext db, RequestKey? key, CancellationToken ct)
    {
        if (key is null) return null;
        var found = await db.FindAnswerAsync(key, ct);
        if (found.Rejection is { } reused) return reused;
        return found.Value is { } answer ? Of(answer) : (Result<CaseAnswer>?)null;
    }

    /// <summary>As committed with the key; without a key, as the case stands.</summary>
    public static async Task<Result<CaseAnswer>> ReadAsync(StaffFlowsDbContext db, Guid caseId, RequestKey? key, CancellationToken ct) =>
        await FindAsync(db, key, ct)
        ?? await db.Cases.AsNoTracking().Where(c => c.Id == caseId).Select(c => new CaseAnswer(c.Id, c.Number, c.Status)).SingleAsync(ct);

    public static CaseAnswer Of(Case committed) => new(committed.Id, committed.Number, committed.Status);

    /// <summary>As committed with the key before, or why the key can't be used.</summary>
    public static Result<CaseAnswer> Of(AnsweredRequest before, RequestKey key)
    {
        var found = before.AnswerTo(key);
        return found.Rejection is { } reused ? reused : Of(found.Value);
    }

    private static CaseAnswer Of(JsonElement answer) => new(
        answer.GetProperty("id").GetGuid(),
        answer.TryGetProperty("number", out var number) ? number.GetString() : null,
        Enum.Parse<CaseStatus>(answer.GetProperty("status").GetString()!, ignoreCase: true));
}

internal static class RequestKeys
{
    /// <summary>The effect that commits the key with the burst; none without a key.</summary>
    public static ImmutableArray<IEffect> Answering(this RequestKey? key, Guid caseId, Guid? taskId = null) =>
        key is null ? [] : [new RequestAnswered(key.UserId, key.Key, key.Hash, caseId, taskId)];
}
