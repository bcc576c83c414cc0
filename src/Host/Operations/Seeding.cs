using System.Collections.Immutable;
using System.Security.Cryptography;
using StaffFlows.Engine.Definitions;
using StaffFlows.Engine.Definitions.Json;
using StaffFlows.Engine.Execution;
using StaffFlows.Host.Accounts;
using StaffFlows.Workflows;
using StaffFlows.Workflows.Calendar;
using StaffFlows.Workflows.DataFiles;
using StaffFlows.Workflows.Documents;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.Personnel;
using StaffFlows.Workflows.Profiles;
using FormFile = StaffFlows.Workflows.Forms.FormFile;

namespace StaffFlows.Host.Operations;

/// <summary>
/// Fills a fresh database from the workflows folder: rule books, forms, holiday notices, definitions (published), and the
/// demo's or the configured organisation with accounts. Runs again until all of it is there; a filled database is left alone,
/// because people may have changed what was imported. A template of a document is replaced while nobody has
/// uploaded one of his own. Only a form that a release brings for the first time is added to it, and definitions
/// that a release has changed are offered, as drafts.
/// </summary>
internal sealed class Seeding(
    OfficeSnapshots office, RuleStore rules, CalendarStore calendar, DefinitionStore definitions, DefinitionReleases releases, PublishPolicy policy,
    OrganisationStore organisation, DocumentStore documents, NewAccounts accounts, HostSettings settings, ILogger<Seeding> log)
{
    public async Task RunAsync(CancellationToken ct)
    {
        var present = await office.ReadAsync(ct);
        if (present.Profiles.IsEmpty) Done(await rules.ImportProfilesAsync(ProfileFiles.Read(Files("profiles")).GetValue(), null, ct));
        var forms = Files("forms").Select(file => FormFile.Read(file).GetValue()).Where(form => present.FindForm(form.Key) is null).ToImmutableArray();
        if (!forms.IsEmpty) Done(await rules.ImportFormsAsync(forms, null, ct));
        if (!present.Notices.Years.Any())
            foreach (var file in Files("calendar")) Done(await calendar.ImportAsync(HolidayNoticeFile.Read(file).GetValue(), null, ct));
        await TakeTemplatesAsync(ct);
        await TakeDefinitionsAsync(present.Organisation.People.IsEmpty, ct);
        if (present.Organisation.People.IsEmpty && OrganisationPath() is { } path)
            Done(await organisation.ReplaceAsync(await ReadOrganisationAsync(path, ct), null, ct));

        var filled = await office.ReadAsync(ct);
        Done(await accounts.CreateAsync(filled.Organisation.People.Values, ct));
        filled.HallProfile(settings);
    }

    /// <summary>What was interrupted before there was anybody who could have changed something is begun again.</summary>
    private async Task TakeDefinitionsAsync(bool isUninhabited, CancellationToken ct)
    {
        var known = await releases.ReadDigestsAsync(ct);
        var files = await ReadDefinitionsAsync(known, ct);
        if (files.Count == 0) return;

        if (known.Count == 0 && (isUninhabited || !await definitions.HasPublishedAsync(ct)))
            foreach (var file in files) Done((await policy.ImportAsync(file.Definition, publish: true, null, ct)).Result);
        else
            foreach (var file in files) await OfferAsync(file.Definition, ct);
        Done(await releases.RecordAsync(files, ct));
    }

    private async Task OfferAsync(WorkflowDefinition file, CancellationToken ct)
    {
        var offered = await releases.OfferAsync(file, ct);
        Done(offered);
        if (offered.Value is not ReleaseOutcome.Nothing)
            log.LogInformation("This release changes the definition {Definition}: {Outcome}. It is published when an owner does so.", file.DefinitionId, offered.Value);
    }

    private async Task TakeTemplatesAsync(CancellationToken ct)
    {
        var known = await documents.ReadDigestsAsync(ct);
        foreach (var kind in DocumentKinds.All)
        {
            var name = $"{kind.Key}.docx";
            var path = Path.Combine(settings.WorkflowsFolder, "documents", name);
            if (!known.Contains((kind.Key, await DigestAsync(path, ct)))) Done(await documents.TakeShippedAsync(kind.Key, name, await File.ReadAllBytesAsync(path, ct), ct));
        }
    }

    /// <summary>The files that were not there before, to the letter.</summary>
    private async Task<List<ReleaseFile>> ReadDefinitionsAsync(HashSet<string> known, CancellationToken ct)
    {
        var files = new List<ReleaseFile>();
        foreach (var path in Directory.EnumerateFiles(settings.WorkflowsFolder, "*.json").Order(StringComparer.Ordinal))
        {
            if (Path.GetFileName(path) == Demo.File) continue;

            var digest = await DigestAsync(path, ct);
            if (!known.Contains(digest)) files.Add(new(digest, WorkflowDefinitionJson.Read(await File.ReadAllTextAsync(path, ct))));
        }

        return files;
    }

    private static async Task<string> DigestAsync(string path, CancellationToken ct)
    {
        await using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, ct));
    }

    private string? OrganisationPath() => settings.SeedsDemo ? Path.Combine(settings.WorkflowsFolder, Demo.File) : settings.OrganisationFile;

    private static async Task<OrganisationImport> ReadOrganisationAsync(string path, CancellationToken ct) =>
        OrganisationFile.Read(await File.ReadAllBytesAsync(path, ct)) switch
        {
            Reading<OrganisationImport>.Refused refused => throw new ConfigurationException(
                $"Organisation:File has {refused.Errors.Length} errors, the first at {refused.Errors[0].Field}: {refused.Errors[0].Code}."),
            var complete => complete.GetValue(),
        };

    private IEnumerable<ReadOnlyMemory<byte>> Files(string folder) =>
        Directory.EnumerateFiles(Path.Combine(settings.WorkflowsFolder, folder), "*.json").Order(StringComparer.Ordinal)
            .Select(file => (ReadOnlyMemory<byte>)File.ReadAllBytes(file));

    private static void Done<T>(Result<T> result)
    {
        if (result.Rejection is { } rejection) throw new InvalidOperationException($"Seeding was refused: {Describe(rejection)}");
    }

    private static string Describe(Rejection rejection) => $"{rejection.Code} {string.Join(", ", rejection.Arguments)}";
}
