using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Cases;

namespace StaffFlows.Workflows.Persistence.Appliers;

/// <summary>Writes a request's answer beside what it caused. The store applies it last, when the case has its number.</summary>
internal sealed class RequestApplier : IEffectApplier<RequestAnswered>
{
    public async Task<Rejection?> ApplyAsync(RequestAnswered effect, CommitScope scope, CancellationToken ct)
    {
        if (await scope.Db.AnsweredRequests.AnyAsync(r => r.UserId == effect.UserId && r.Key == effect.Key, ct))
            return new Rejection(RejectionKind.InvalidState, "request-repeated");

        var @case = await scope.GetCaseAsync(effect.CaseId, ct);
        scope.Db.AnsweredRequests.Add(new()
        {
            UserId = effect.UserId,
            Key = effect.Key,
            RequestHash = effect.RequestHash,
            CreatedAt = scope.Now,
            Answer = new JsonObject
            {
                ["id"] = @case.Id,
                ["number"] = @case.Number,
                ["status"] = JsonNamingPolicy.CamelCase.ConvertName(@case.Status.ToString()),
                ["taskId"] = effect.TaskId,
            }.ToJsonString(),
        });
        return null;
    }
}
