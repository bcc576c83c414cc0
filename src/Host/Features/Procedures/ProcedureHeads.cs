using System.Globalization;
using StaffFlows.Engine.Execution;
using StaffFlows.Host.Accounts;
using StaffFlows.Host.Localisation;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.Features.Procedures;

/// <summary>What stands at the top of each page about a procedure, and who it was that came before somebody's change.</summary>
internal sealed class ProcedureHeads(RunningCases running, OfficeSnapshots office, Wording say)
{
    public async Task<ProcedureHead> ReadAsync(ManagedProcedure procedure, string place, Viewer by, CancellationToken ct) => new(
        procedure.DefinitionId, say.Of(procedure.Name), place, procedure.Published?.Version, procedure.HasDraft ? procedure.Latest.Version : null,
        (await running.CountAsync(ct)).GetValueOrDefault(procedure.DefinitionId), by.Has(Policies.ProcessOwner));

    public async Task<string?> NameOfAsync(string? personId, CancellationToken ct) =>
        personId is null ? null : (await office.ReadAsync(ct)).Organisation.FindPerson(personId)?.Name ?? personId;

    /// <summary>The store's refusal with the person and the moment in words, and what to do on this page.</summary>
    public async Task<Rejection> NameAsync(Rejection refused, string code, CancellationToken ct) =>
        refused is { Code: DefinitionStore.ChangedMeanwhile, Arguments: [var who, var at] }
            ? refused with { Code = code, Arguments = [await NameOfAsync(who, ct) ?? who, say.FullMoment(DateTimeOffset.Parse(at, CultureInfo.InvariantCulture))] }
            : refused;
}
