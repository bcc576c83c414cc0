using StaffFlows.Host.Accounts;
using StaffFlows.Host.Api;
using StaffFlows.Host.Security;

namespace StaffFlows.Host.Operations;

/// <summary>What every request passes, in order.</summary>
internal static class Pipeline
{
    public static WebApplication UseStaffFlows(this WebApplication app)
    {
        app.UseExceptionHandler(_ => { });
        app.UseRequestLocalization();
        app.UseMiddleware<LargeUploads>();
        app.UseRouting();
        app.Use((context, next) =>
        {
            RequestKey.KeepBody(context.Request);
            return next(context);
        });
        app.UseAuthentication();
        app.UseMiddleware<WhoIsLooking>();
        app.UseMiddleware<CrossSiteGuard>();
        app.UseAuthorization();
        app.UseAntiforgery();
        app.MapFallback("{**path}", Pages.NotFound).AllowAnonymous();
        return app;
    }

    /// <summary>On the processor that would wait: what builds the routes is compiled then, and when the server starts they are built anew in no time.</summary>
    public static Task BuildRoutesWhileAsync(this IEndpointRouteBuilder app, Task opening)
    {
        _ = app.DataSources.Sum(source => source.Endpoints.Count);
        return opening;
    }
}
