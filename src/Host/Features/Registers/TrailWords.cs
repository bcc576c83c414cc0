using System.Text.Json.Nodes;
using Microsoft.Extensions.Localization;
using StaffFlows.Host.Components.Models;
using StaffFlows.Host.Localisation;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.Persistence.Model;
using StaffFlows.Workflows.Personnel;

namespace StaffFlows.Host.Features.Registers;

/// <summary>How an audit entry is told in the history of a register's row. What its details don't say is left out.</summary>
internal sealed class TrailWords(IStringLocalizer<Texts> texts, Wording say)
{
    public string ActionOf(string action) => texts[$"audit.action.{action}"] is { ResourceNotFound: false } text ? text.Value : action;

    public string? DetailOf(AuditEntry entry, JsonObject details, Organisation organisation) => entry.Action switch
    {
        "selection.candidate-moved" => Known($"candidates.state.{details["state"]}"),
        "publicity.started" or "publicity.lengthened" => texts["notice.period", $"{details["firstDay"]}", $"{details["lastDay"]}"],
        "publicity.posted" => Known($"notice.venue.{details["venue"]}"),
        "publicity.suspended" => $"{details["on"]}",
        "publicity.concluded" when details["passed"] is JsonArray passed => texts["registers.publicities.result", passed.Count, $"{details["objections"]}", $"{details["upheld"]}"],
        "organisation.staff-posted" => texts["registers.posted", organisation.Windows.GetValueOrDefault($"{details["window"]}")?.Name ?? $"{details["window"]}", $"{details["onPost"]}"],
        StationingViolations.Reported when Enum.TryParse<ViolationKind>($"{details["kind"]}", out var kind) => texts["registers.violation", say.Of(StationingViolation.WordsOf(kind)), $"{details["on"]}"],
        "case.status-changed" when Enum.TryParse<CaseStatus>($"{details["to"]}", out var status) => texts[status.TextKey()],
        _ => null,
    };

    private string? Known(string key) => texts[key] is { ResourceNotFound: false } text ? text.Value : null;
}
