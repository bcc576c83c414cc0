using System.Text.Json.Nodes;
using StaffFlows.Engine.Definitions;
using StaffFlows.Host.Operations;
using StaffFlows.Workflows.Calendar;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.Sandboxes;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.StudioApi.Runs;

/// <summary>Makes a definition ready to be tried out: whoever asks is the applicant, under the hall's rules.</summary>
internal sealed class NewTestRuns(OfficeSnapshots offices, HostSettings settings, BusinessClock clock)
{
    /// <param name="input">Workflow inputs; null for none.</param>
    public async Task<NewTestRun> OfAsync(WorkflowDefinition definition, JsonObject? input, Viewer by, CancellationToken ct)
    {
        var office = await offices.ReadAsync(ct);
        return TestApplication.Of(definition, input?.DeepClone().AsObject() ?? [], office.Organisation.People[by.PersonId], office.HallProfile(settings), office, clock.Now);
    }
}
