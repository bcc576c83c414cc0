using System.Collections.Immutable;
using Microsoft.Extensions.Localization;
using StaffFlows.Host.Localisation;
using StaffFlows.Workflows.Documents;
using StaffFlows.Workflows.Documents.Templates;
using StaffFlows.Workflows.Persistence;

namespace StaffFlows.Host.Features.Documents;

/// <summary>Kinds of documents with their templates, as page and API show them.</summary>
internal sealed class TemplateModels(DocumentStore store, OfficeSnapshots office, Wording say, IStringLocalizer<Texts> texts)
{
    public async Task<DocumentKindsModel> ListAsync(CancellationToken ct)
    {
        var (latest, snapshot) = ((await store.ReadVersionsAsync(ct)).GroupBy(v => v.Kind).ToDictionary(g => g.Key, g => g.First()), await office.ReadAsync(ct));
        return new(
        [
            .. from kind in DocumentKinds.All
               let version = latest[kind.Key]
               select new DocumentKindLine(
                   kind.Key, say.Of(kind.Name), snapshot.FindForm(kind.Form) is { } form ? say.Of(form.Title) : kind.Form, version.Version, NameOf(version.AddedById, snapshot), version.AddedAt),
        ]);
    }

    /// <summary>Null where there is no such kind.</summary>
    public async Task<TemplateModel?> FindAsync(string key, CancellationToken ct)
    {
        if (DocumentKinds.Find(key) is not { } kind) return null;

        var (versions, snapshot) = ((await store.ReadVersionsAsync(ct)).Where(v => v.Kind == key).ToList(), await office.ReadAsync(ct));
        return new(
            key,
            say.Of(kind.Name),
            [.. versions.Select((v, index) => new TemplateLine(v.Version, v.FileName, NameOf(v.AddedById, snapshot), v.AddedAt, v.RestoredFrom, index == 0))],
            [.. kind.Placeholders.Select(Line)],
            []);
    }

    /// <summary>A version of the template filled with made-up values; null where there is none.</summary>
    public async Task<byte[]?> SampleAsync(string key, int version, CancellationToken ct) =>
        DocumentKinds.Find(key) is { } kind && await store.FindTemplateAsync(key, version, ct) is { } template ? TemplateFilling.Fill(template.Content, kind, kind.Sample) : null;

    private PlaceholderLine Line(Placeholder placeholder) => new(
        placeholder.Type is PlaceholderType.Rows ? $"{{{{#{placeholder.Name}}}}} … {{{{/{placeholder.Name}}}}}" : $"{{{{{placeholder.Name}}}}}",
        texts[$"document.placeholder.{placeholder.Type}"],
        say.Of(placeholder.Meaning),
        placeholder.Samples is [var sample, ..] ? sample : "",
        [.. placeholder.Columns.Select(Line)]);

    private static string? NameOf(string? personId, OfficeSnapshot snapshot) => personId is null ? null : snapshot.Organisation.FindPerson(personId)?.Name ?? personId;
}
