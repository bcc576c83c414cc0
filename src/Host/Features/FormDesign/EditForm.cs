using System.Collections.Immutable;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows;
using StaffFlows.Workflows.DataFiles;
using StaffFlows.Workflows.Forms;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.UserTasks;
using Design = StaffFlows.Workflows.Forms.FormDesign;

namespace StaffFlows.Host.Features.FormDesign;

/// <summary>One change of a form's draft: a field put, moved or removed. Nothing of it is in use before it is published.</summary>
internal sealed class EditForm(FormDrafts drafts, FormUses uses)
{
    /// <param name="seen">The revision that the owner had before him.</param>
    public async Task<Result<FormDraft>> PutAsync(string key, TypedField typed, string seen, Viewer by, CancellationToken ct)
    {
        if (await drafts.FindAsync(key, ct) is not { } draft) return new Rejection(RejectionKind.NotFound, "not-found");
        if (typed.Path is null && TypedFields.Of(draft.Form, typed.FullPath) is not null) return Refuse(new FieldRejection("key", "key-duplicate", typed.FullPath));
        if (typed.Path is { } path && TypedFields.Of(draft.Form, path) is { } before && before.Type != typed.Type && await uses.FindNeedAsync(draft.Form, path, ct) is { } need)
            return Refuse(need with { Field = "type" });

        var steps = (await uses.StepsAsync(draft.Form, "", ct)).Select(step => step.Id).ToHashSet();
        if (typed.Rights.Keys.FirstOrDefault(step => !steps.Contains(step)) is { } unknown) return Refuse(new FieldRejection("rights", "form-step-unknown", unknown));

        return await SaveAsync(Design.Put(draft.Form, typed.FullPath, TypedFields.ToJson(typed), typed.Rights), seen, by, ct);
    }

    public async Task<Result<FormDraft>> MoveAsync(string key, string path, int by, string seen, Viewer viewer, CancellationToken ct) =>
        await drafts.FindAsync(key, ct) is { } draft ? await SaveAsync(Design.Move(draft.Form, path, by), seen, viewer, ct) : new Rejection(RejectionKind.NotFound, "not-found");

    public async Task<Result<FormDraft>> RemoveAsync(string key, string path, string seen, Viewer by, CancellationToken ct)
    {
        if (await drafts.FindAsync(key, ct) is not { } draft) return new Rejection(RejectionKind.NotFound, "not-found");
        if (await uses.FindNeedAsync(draft.Form, path, ct) is { } need) return Refuse(need);

        return await SaveAsync(Design.Remove(draft.Form, path), seen, by, ct);
    }

    private async Task<Result<FormDraft>> SaveAsync(Reading<Form> read, string seen, Viewer by, CancellationToken ct) => read switch
    {
        Reading<Form>.Complete(var form) => await drafts.SaveAsync(form, seen, by.PersonId, ct),
        Reading<Form>.Refused(var errors) => Refuse([.. errors.Select(error => error with { Field = ControlOf(error.Field) }).DistinctBy(error => (error.Field, error.Code))]),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary><c>sections[0].fields[2].label.zh</c> is written at <c>labelZh</c>.</summary>
    private static string ControlOf(string path)
    {
        var parts = path.Split('.');
        var last = parts[^1].Split('[')[0];
        if (last is "zh" or "en" && parts.Length > 1) return parts[^2].Split('[')[0] is "label" or "help" ? parts[^2] + (last is "zh" ? "Zh" : "En") : "choices";
        return Array.Exists(parts, part => part.StartsWith("choices", StringComparison.Ordinal)) ? "choices" : last;
    }

    private static Rejection Refuse(params ImmutableArray<FieldRejection> fields) => new(RejectionKind.Invalid, "form-invalid") { Fields = fields };
}
