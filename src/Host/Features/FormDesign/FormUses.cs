using System.Collections.Immutable;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using StaffFlows.Engine.Execution;
using StaffFlows.Host.Features.Procedures;
using StaffFlows.Host.Localisation;
using StaffFlows.Workflows.Activities.UserTasks;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Forms;
using StaffFlows.Workflows.Persistence;

namespace StaffFlows.Host.Features.FormDesign;

/// <summary>Who uses a form: procedures with their steps, and cases under way.</summary>
internal sealed class FormUses(ManagedProcedures procedures, OfficeSnapshots office, IDbContextFactory<StaffFlowsDbContext> databases, Wording say)
{
    public async Task<ImmutableArray<ManagedProcedure>> ProceduresAsync(string key, CancellationToken ct) =>
        [.. (await procedures.ReadAsync(ct)).Where(procedure => procedure.Settings?.Form == key)];

    /// <summary>The application, the steps that people decide, and those that the form still names.</summary>
    /// <param name="start">What the application is called.</param>
    public async Task<ImmutableArray<FormStep>> StepsAsync(Form form, string start, CancellationToken ct)
    {
        var steps = (await ProceduresAsync(form.Key, ct))
            .SelectMany(procedure => ManagedProcedures.VersionOf(procedure.Latest).Steps)
            .Where(step => step.Node.Type == UserTaskActivity.TypeName).Select(step => new FormStep(step.Node.Id, say.Of(step.Name)));
        return [.. steps.Prepend(new(Form.Start, start)).Concat(form.Rights.Keys.Order(StringComparer.Ordinal).Select(id => new FormStep(id, id))).DistinctBy(step => step.Id)];
    }

    /// <summary>Cases under way, by form and version.</summary>
    public async Task<ILookup<string, (int Version, int Count)>> CasesAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var counts = await db.Cases.Where(c => c.Status == CaseStatus.Running).GroupBy(c => new { c.FormKey, c.FormVersion })
            .Select(group => new { group.Key.FormKey, group.Key.FormVersion, Count = group.Count() }).ToListAsync(ct);
        return counts.ToLookup(count => count.FormKey, count => (count.FormVersion, count.Count));
    }

    /// <summary>Why a field can't go: it came with the product, whose steps read it, or a procedure names it. Null where it can.</summary>
    public async Task<FieldRejection?> FindNeedAsync(Form form, string path, CancellationToken ct)
    {
        if ((await office.ReadAsync(ct)).FindForm(form.Key, 1) is { } first && Has(first, path)) return new(path, "form-field-of-release");

        var word = new Regex($$"""(form\??\.|field:|\{|["'])({{string.Join('|', Keys(form, path).Select(Regex.Escape))}})(?![A-Za-z0-9])""", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking, TimeSpan.FromSeconds(1));
        foreach (var procedure in await ProceduresAsync(form.Key, ct))
        {
            if (word.IsMatch(procedure.Latest.Json) || (procedure.Published is { } published && word.IsMatch(published.Json)))
                return new(path, "form-field-needed", say.Of(procedure.Name));
        }

        return null;
    }

    private static bool Has(Form form, string path) => TypedFields.Of(form, path) is not null;

    private static ImmutableArray<string> Keys(Form form, string path) => form.FindField(path) is { } field ? field.DataKeys : [path[(path.IndexOf('.', StringComparison.Ordinal) + 1)..]];
}
