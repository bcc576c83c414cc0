using System.Collections.Immutable;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows;
using StaffFlows.Workflows.Documents;
using StaffFlows.Workflows.Documents.Templates;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.Features.Documents;

/// <param name="Unused">Placeholders of the kind that the template leaves out.</param>
internal sealed record AddedTemplate(string Key, int Version, ImmutableArray<string> Used, ImmutableArray<string> Unused);

/// <summary>Takes an uploaded template into use, as the next version; refuses what can't be filled in, with each placeholder's name.</summary>
internal sealed class AddTemplate(DocumentStore store)
{
    private const int MaxName = 120;

    public async Task<Result<AddedTemplate>> ExecuteAsync(string key, string fileName, ReadOnlyMemory<byte> content, Viewer by, CancellationToken ct)
    {
        if (DocumentKinds.Find(key) is not { } kind) return new Rejection(RejectionKind.NotFound, "not-found");
        if (content.IsEmpty) return new Rejection(RejectionKind.Invalid, "file-missing");

        var use = TemplateCheck.Check(content, kind);
        if (use.Rejection is { } refused) return refused;

        var added = await store.AddTemplateAsync(new(key, NameOf(fileName, key), content, by.PersonId, null), ct);
        return added.Rejection is { } rejection ? rejection : new AddedTemplate(key, added.Value, use.Value!.Used, use.Value.Unused);
    }

    /// <summary>The last part of the path that some browsers send.</summary>
    private static string NameOf(string fileName, string key)
    {
        var name = string.Concat(fileName.Split('/', '\\')[^1].Where(c => !char.IsControl(c)));
        return name.Length is 0 or > MaxName ? $"{key}.docx" : name;
    }
}

/// <summary>Takes an earlier version up again: its content becomes the next version.</summary>
internal sealed class RestoreTemplate(DocumentStore store)
{
    public async Task<Result<int>> ExecuteAsync(string key, int version, Viewer by, CancellationToken ct)
    {
        if (DocumentKinds.Find(key) is not { } kind || await store.FindTemplateAsync(key, version, ct) is not { } earlier) return new Rejection(RejectionKind.NotFound, "not-found");
        if (TemplateCheck.Check(earlier.Content, kind).Rejection is { } outdated) return outdated;      // placeholders may have gone since

        return await store.AddTemplateAsync(new(key, earlier.FileName, earlier.Content, by.PersonId, version), ct);
    }
}
