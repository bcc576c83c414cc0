using System.Text.Json;
using System.Text.Json.Nodes;
using StaffFlows.Engine.Execution;
using StaffFlows.Host.Operations;
using StaffFlows.Workflows;
using StaffFlows.Workflows.Calendar;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.Sandboxes;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.Features.Studio;

/// <summary>Starts the same copy of a definition afresh, with a form of one's own.</summary>
internal sealed class RepeatTestRun(TestRuns runs, OfficeSnapshots offices, HostSettings settings, BusinessClock clock)
{
    public async Task<Result<Sandbox>> ExecuteAsync(TestRun run, string? form, Viewer by, CancellationToken ct)
    {
        JsonObject? typed;
        try
        {
            typed = string.IsNullOrWhiteSpace(form) ? null : JsonNode.Parse(form) as JsonObject;
            if (typed is null && !string.IsNullOrWhiteSpace(form)) return new Rejection(RejectionKind.Invalid, "not-json");
        }
        catch (JsonException)
        {
            return new Rejection(RejectionKind.Invalid, "not-json");
        }

        var office = await offices.ReadAsync(ct);
        var input = typed is null ? [] : new JsonObject { [TestApplication.FormInput] = typed };
        var tested = run.Sandbox.Definition with { Id = run.Row.DefinitionVersionId };
        return await runs.StartAsync(TestApplication.Of(tested, input, office.Organisation.People[by.PersonId], office.HallProfile(settings), office, clock.Now), ct);
    }
}
