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
        var files = await ReadDefinitionsAsync(ct);
        var known = await releases.ReadAsync(ct);
        if (known.IsEmpty && (isUninhabited || !await definitions.HasPublishedAsync(ct)))
        {
            foreach (var file in files) Done((await policy.ImportAsync(file, publish: true, null, ct)).Result);
            Done(await releases.RecordAsync(files, ct));
            return;
        }

        foreach (var file in files.Where(file => !known.Contains(file)))
        {
            var offered = await releases.OfferAsync(file, ct);
            Done(offered);
            if (offered.Value is not ReleaseOutcome.Nothing)
                log.LogInformation("This release changes the definition {Definition}: {Outcome}. It is published when an owner does so.", file.DefinitionId, offered.Value);
        }
    }

    private async Task TakeTemplatesAsync(CancellationToken ct)
    {
        var known = await documents.ReadDigestsAsync(ct);
        foreach (var kind in DocumentKinds.All)
        {
            var name = $"{kind.Key}.docx";
            var content = await File.ReadAllBytesAsync(Path.Combine(settings.WorkflowsFolder, "documents", name), ct);
            if (!known.Contains((kind.Key, Convert.ToHexStringLower(SHA256.HashData(content))))) Done(await documents.TakeShippedAsync(kind.Key, name, content, ct));
        }
    }

    private async Task<List<WorkflowDefinition>> ReadDefinitionsAsync(CancellationToken ct)
    {
        var files = new List<WorkflowDefinition>();
        foreach (var path in Directory.EnumerateFiles(settings.WorkflowsFolder, "*.json").Order(StringComparer.Ordinal))
        {
            if (Path.GetFileName(path) != Demo.File) files.Add(WorkflowDefinitionJson.Read(await File.ReadAllTextAsync(path, ct)));
        }

        return files;
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
