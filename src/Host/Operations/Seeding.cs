using System.Collections.Immutable;
using StaffFlows.Engine.Definitions.Json;
using StaffFlows.Engine.Execution;
using StaffFlows.Host.Accounts;
using StaffFlows.Workflows;
using StaffFlows.Workflows.Calendar;
using StaffFlows.Workflows.DataFiles;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.Personnel;
using StaffFlows.Workflows.Profiles;
using FormFile = StaffFlows.Workflows.Forms.FormFile;

namespace StaffFlows.Host.Operations;

/// <summary>
/// Fills a fresh database from the workflows folder: rule books, forms, holiday notices, definitions (published), and the
/// demo's or the configured organisation with accounts. Runs again until all of it is there; a filled database is left alone,
/// because people may have changed what was imported. Only a form that a release brings for the first time is added to it.
/// </summary>
internal sealed class Seeding(
    OfficeSnapshots office, RuleStore rules, CalendarStore calendar, DefinitionStore definitions, PublishPolicy policy, OrganisationStore organisation,
    NewAccounts accounts, HostSettings settings)
{
    public async Task RunAsync(CancellationToken ct)
    {
        var present = await office.ReadAsync(ct);
        if (present.Profiles.IsEmpty) Done(await rules.ImportProfilesAsync(ProfileFiles.Read(Files("profiles")).GetValue(), null, ct));
        var forms = Files("forms").Select(file => FormFile.Read(file).GetValue()).Where(form => present.FindForm(form.Key) is null).ToImmutableArray();
        if (!forms.IsEmpty) Done(await rules.ImportFormsAsync(forms, null, ct));
        if (!present.Notices.Years.Any())
            foreach (var file in Files("calendar")) Done(await calendar.ImportAsync(HolidayNoticeFile.Read(file).GetValue(), null, ct));
        if (!await definitions.HasPublishedAsync(ct)) await ImportDefinitionsAsync(ct);
        if (present.Organisation.People.IsEmpty && OrganisationPath() is { } path)
            Done(await organisation.ReplaceAsync(await ReadOrganisationAsync(path, ct), null, ct));

        var filled = await office.ReadAsync(ct);
        Done(await accounts.CreateAsync(filled.Organisation.People.Values, ct));
        filled.HallProfile(settings);
    }

    private async Task ImportDefinitionsAsync(CancellationToken ct)
    {
        foreach (var path in Directory.EnumerateFiles(settings.WorkflowsFolder, "*.json").Order(StringComparer.Ordinal))
        {
            if (Path.GetFileName(path) == Demo.File) continue;

            Done((await policy.ImportAsync(WorkflowDefinitionJson.Read(await File.ReadAllTextAsync(path, ct)), publish: true, null, ct)).Result);
        }
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
