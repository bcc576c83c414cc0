using System.Text.Json;
using System.Text.Json.Nodes;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Persistence.Model;
using StaffFlows.Workflows.Persistence.Rows;

namespace StaffFlows.Workflows.Persistence.Appliers;

/// <summary>Writes a request's answer beside what it caused. The store applies it last, when the case has its number.</summary>
internal sealed class RequestApplier : IEffectApplier<RequestAnswered>
{
    public async Task<Rejection?> ApplyAsync(RequestAnswered effect, CommitScope scope, CancellationToken ct)
    {
        var @case = await scope.GetCaseAsync(effect.CaseId, ct);
        var answer = new AnsweredRequest
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
        };
        return await scope.Rows.AnswerAsync(answer, ct) ? null : RowBatch.RequestRepeated;
    }
}
