using StaffFlows.Host.Accounts;
using StaffFlows.Workflows.Persistence.Retention;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.Features.Administration;

/// <summary><c>/admin/retention</c> by REST: what is due, and erasing it now. Erasing twice erases nothing more.</summary>
internal static class RetentionEndpoints
{
    public static void MapRetention(this IEndpointRouteBuilder api)
    {
        api.MapGet("/admin/retention", (RunRetention retention, CancellationToken ct) => retention.FindDueAsync(ct))
            .RequireAuthorization(Policies.SystemAdministrator).WithTags("retention").WithSummary("What has had its time by the hall's rule book; erases nothing")
            .Produces<RetentionAnswer>();
        api.MapPost("/admin/retention/run", (RunRetention retention, Viewer by, CancellationToken ct) => retention.ExecuteAsync(by.PersonId, ct))
            .RequireAuthorization(Policies.SystemAdministrator).WithTags("retention").WithSummary("Erases what has had its time; answers how much")
            .Produces<ErasedRecords>();
    }
}
