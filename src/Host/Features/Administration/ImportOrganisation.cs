using StaffFlows.Engine.Execution;
using StaffFlows.Host.Accounts;
using StaffFlows.Workflows;
using StaffFlows.Workflows.DataFiles;
using StaffFlows.Workflows.Personnel;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.Features.Administration;

internal sealed record OrganisationImported(int Units, int Windows, int Roles, int People);

/// <summary>Takes over an organisation file, whole or not at all, and makes accounts for people who are new.</summary>
internal sealed class ImportOrganisation(OrganisationStore organisation, NewAccounts accounts)
{
    public async Task<Result<OrganisationImported>> ExecuteAsync(ReadOnlyMemory<byte> file, Viewer by, CancellationToken ct)
    {
        if (file.IsEmpty) return new Rejection(RejectionKind.Invalid, "file-missing");

        var reading = OrganisationFile.Read(file);
        if (reading is Reading<OrganisationImport>.Refused refused)
            return new Rejection(RejectionKind.Invalid, "organisation-invalid", $"{refused.Errors.Length}") { Fields = refused.Errors };

        var import = reading.GetValue();
        var written = await organisation.ReplaceAsync(import, by.PersonId, ct);
        if (written.Rejection is { } rejection) return rejection;

        await accounts.CreateAsync(import.People, ct);
        return new OrganisationImported(import.Units.Length, import.Windows.Length, import.Roles.Length, import.People.Length);
    }
}
