using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.Localization;
using StaffFlows.Engine.Definitions;
using StaffFlows.Engine.Definitions.Json;
using StaffFlows.Engine.Execution;
using StaffFlows.Host.Localisation;
using StaffFlows.Workflows.Activities.UserTasks;
using StaffFlows.Workflows.Calendar;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.Sandboxes;

namespace StaffFlows.Host.Features.Studio;

/// <summary>The model of the panel beside the viewer.</summary>
internal sealed class TestRunPanels(OfficeSnapshots offices, BusinessClock clock, MessageTexts texts, Wording say, IStringLocalizer<Texts> words)
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public async Task<TestRunModel> OfAsync(TestRun run, string? error, CancellationToken ct)
    {
        var (sandbox, people) = (run.Sandbox, (await offices.ReadAsync(ct)).Organisation.People);
        var root = sandbox.Root!;
        var steps = ActivityTree.Read(sandbox.Definition).WithDescendants().ToDictionary(node => node.NodeId, node => node.Metadata.DisplayText ?? node.DisplayName ?? node.Id, StringComparer.Ordinal);
        return new(
            root.Id.ToString(), $"studio.test-run.{root.SubStatus}", root.IsFinished, clock.GetUtcNow() + sandbox.Ahead,
            [.. sandbox.Instances.SelectMany(instance => instance.Bookmarks.Select(bookmark => Wait(instance, bookmark, sandbox, steps, Names))).OfType<TestWait>()],
            [.. sandbox.Instances.SelectMany(instance => instance.Incidents).Where(incident => incident.SettledAt is null).Select(incident => $"{steps.GetValueOrDefault(incident.NodeId, incident.NodeId)}: {incident.Message}")],
            [.. sandbox.Unsent.Reverse().Select(message => new TestMessage(message.At, Names(message.PersonIds), say.Of(texts.Say(message.TextKey, message.Arguments))))],
            FormOf(root), error);

        string Names(IEnumerable<string> ids) => string.Join('、', ids.Select(id => people.TryGetValue(id, out var person) ? person.Name : id));
    }

    /// <summary>Null for what waits for another instance of the run, whose own waits are listed.</summary>
    private TestWait? Wait(WorkflowInstance instance, Bookmark bookmark, Sandbox sandbox, Dictionary<string, string> steps, Func<IEnumerable<string>, string> names)
    {
        var step = steps.GetValueOrDefault(bookmark.NodeId, bookmark.NodeId);
        TestWait Of(TestWaitKind kind) => new(instance.Id.ToString(), bookmark.Id.ToString(), step, kind, "", [], bookmark.DueAt);
        if (sandbox.Asked.FirstOrDefault(task => task.BookmarkId == bookmark.Id) is { } asked)
            return Of(TestWaitKind.Decision) with { Step = asked.StepName, Persons = names(asked.PersonIds), Outcomes = asked.Outcomes, DueAt = asked.DueAt };
        if (bookmark.DueAt is not null) return Of(TestWaitKind.Timer) with { Step = words["studio.test-run.timer", step, TimerName(bookmark.Name)] };
        return bookmark.Name is RunTaskStimulus.Name or EventStimulus.Name ? Of(TestWaitKind.Value) : null;
    }

    private string TimerName(string bookmark)
    {
        var name = words[$"studio.test-run.timer.{bookmark[(bookmark.LastIndexOf('/') + 1)..]}"];
        return name.ResourceNotFound ? words["studio.test-run.timer.other"] : name;
    }

    private static string? FormOf(WorkflowInstance root) =>
        root.Executions.FirstOrDefault(execution => execution.NodeId == ActivityTree.RootId)?.Variables.TryGetValue(TestApplication.FormInput, out var form) == true && form.ValueKind is JsonValueKind.Object
            ? JsonSerializer.Serialize(form, Readable)
            : null;
}
