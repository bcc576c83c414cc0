using System.Text.Json;
using System.Text.Json.Nodes;
using StaffFlows.Engine.Execution;
using StaffFlows.Host.Accounts;
using StaffFlows.Host.Api;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.Features.Administration;

/// <summary><c>POST /organisation</c> by REST and <c>/admin/organisation</c> as a page.</summary>
internal static class OrganisationEndpoints
{
    public static void MapOrganisation(this IEndpointRouteBuilder api) =>
        api.MapPost("/organisation", async (HttpRequest request, ImportOrganisation import, Viewer viewer, CancellationToken ct) =>
                (await import.ExecuteAsync(await Uploads.ReadAsync(request, ct), viewer, ct)).ToHttp())
            .RequireAuthorization(Policies.Personnel).WithTags("organisation").WithSummary("Import an organisation file, all or nothing")
            .Accepts<JsonObject>("application/json", "multipart/form-data")
            .Produces<OrganisationImported>().ProducesProblem(StatusCodes.Status422UnprocessableEntity);

    public static void MapOrganisationPage(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/admin/organisation", async (OfficeSnapshots office, bool? imported, CancellationToken ct) =>
        {
            var present = await PresentAsync(office, ct);
            return Pages.Show<OrganisationImportView>(new OrganisationImportModel(present, null, [], imported == true ? present : null));
        }).RequireAuthorization(Policies.Personnel).ExcludeFromDescription();
        pages.MapPost("/admin/organisation", PostAsync).RequireAuthorization(Policies.Personnel).ExcludeFromDescription();
    }

    private static async Task<IResult> PostAsync(
        HttpRequest request, ImportOrganisation import, Viewer viewer, Sentences sentences, OfficeSnapshots office, CancellationToken ct)
    {
        var file = await Uploads.ReadAsync(request, ct);
        var result = await import.ExecuteAsync(file, viewer, ct);
        if (result.Rejection is not { } refusal) return Pages.SeeOther("/admin/organisation?imported=true");

        var rows = refusal.Fields.IsEmpty
            ? [new RowRejection("$", null, sentences.Of(refusal))]
            : refusal.Fields.Select(f => new RowRejection(f.Field, RowNames.Find(file, f), sentences.Of(f)));
        return Pages.Refuse<OrganisationImportView>(new OrganisationImportModel(await PresentAsync(office, ct), null, [.. rows])
        {
            FileName = request.Form.Files["file"]?.FileName,
        });
    }

    private static async Task<OrganisationCounts?> PresentAsync(OfficeSnapshots office, CancellationToken ct)
    {
        var present = (await office.ReadAsync(ct)).Organisation;
        return present.People.IsEmpty ? null : new OrganisationCounts(present.Units.Count, present.Windows.Count, present.Roles.Count, present.People.Count);
    }
}

/// <summary>Whose row it is that a refused file complains of, so that a person finds it.</summary>
internal static class RowNames
{
    /// <summary>The <c>name</c> of the row at a path such as <c>people[3].homeUnitId</c>; null where it has none.</summary>
    public static string? Find(ReadOnlyMemory<byte> file, FieldRejection error)
    {
        if (error.Field.Split('[', ']') is not [var list, var number, ..] || !int.TryParse(number, out var index)) return null;

        try
        {
            using var document = JsonDocument.Parse(file);
            return document.RootElement.TryGetProperty(list, out var rows) && rows.ValueKind is JsonValueKind.Array && index < rows.GetArrayLength()
                && rows[index].ValueKind is JsonValueKind.Object && rows[index].TryGetProperty("name", out var name) ? name.ToString() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
