using System.Collections.Immutable;
using Microsoft.Extensions.Localization;
using StaffFlows.Host.Accounts;
using StaffFlows.Host.Api;
using StaffFlows.Host.Components.Models;
using StaffFlows.Host.Localisation;
using StaffFlows.Host.Operations;
using StaffFlows.Workflows.Calendar;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.Persistence.Retention;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.Features.Administration;

/// <summary><c>/admin</c>: what the viewer may look after, and how it stands.</summary>
internal sealed class AdminHome(OfficeSnapshots office, BusinessClock clock, HostSettings settings, IStringLocalizer<Texts> texts, Sentences sentences, Wording say)
{
    public async Task<AdminHomeModel> ReadAsync(Viewer viewer, CancellationToken ct)
    {
        var snapshot = await office.ReadAsync(ct);
        var administers = viewer.Has(Policies.SystemAdministrator);
        var keepsStaff = administers || viewer.Has("PersonnelOfficer");
        var areas = ImmutableArray.CreateBuilder<AdminArea>();
        if (keepsStaff)
        {
            areas.Add(new("/admin/organisation", "people", texts["admin.organisation"], sentences.Of("admin.organisation.note", []),
                (Tone.None, sentences.Of("admin.people-count", [$"{snapshot.Organisation.People.Count}"]))));
            areas.Add(new("/admin/calendar", "cal", texts["admin.calendar"], sentences.Of("admin.calendar.note", []), NextYear(snapshot.Calendar)));
        }

        areas.Add(new("/admin/profiles", "rules", texts["admin.profiles"], sentences.Of("admin.profiles.note", []), (Tone.None, snapshot.HallProfile(settings).Name)));
        if (keepsStaff || viewer.Has(Policies.ProcessOwner)) areas.Add(new("/admin/documents", "doc", texts["document.templates"], sentences.Of("admin.documents.note", [])));
        if (administers) areas.Add(new("/admin/instances", "flow", texts["admin.instances"], sentences.Of("admin.instances.note", [])));
        if (viewer.Has(Policies.ProcessOwner)) areas.Add(new("/admin/procedures", "flow", texts["procedure.list"], sentences.Of("admin.procedures.note", [])));
        if (viewer.Has(Policies.ProcessOwner)) areas.Add(new("/admin/forms", "draft", texts["form.list"], sentences.Of("admin.forms.note", [])));
        if (administers)
            areas.Add(new("/admin/clock", "clock", texts["admin.clock"], sentences.Of("admin.clock.note", []),
                settings.ClockIsAdjustable ? (Tone.None, say.FullMoment(clock.Now)) : null));
        if (administers || viewer.Has(Policies.Auditor)) areas.Add(new("/admin/audit", "audit", texts["nav.audit"], sentences.Of("admin.audit.note", [])));
        return new AdminHomeModel(areas.ToImmutable());
    }

    private (Tone Tone, string Text)? NextYear(WorkingDayCalendar calendar)
    {
        var next = clock.Today.AddMonths(2).Year;
        return calendar.ConfirmedYears.Contains(next)
            ? (Tone.Done, sentences.Of("admin.calendar.confirmed", [$"{next}"]))
            : (Tone.Wait, sentences.Of("admin.calendar.open", [$"{next}"]));
    }
}

internal static class AdministrationRoutes
{
    public static IServiceCollection AddAdministration(this IServiceCollection services) => services
        .AddScoped<AdminHome>().AddScoped<MoveClock>().AddScoped<AuditPage>().AddScoped<ProfilePage>().AddSingleton<RuleWords>().AddScoped<ImportOrganisation>().AddScoped<CalendarPage>()
        .AddScoped<InstancesPage>().AddScoped<EndInstance>()
        .AddSingleton<RecordRetention>().AddScoped<RunRetention>().AddHostedService<RetentionService>();

    public static void MapAdministration(this IEndpointRouteBuilder api)
    {
        api.MapClock();
        api.MapOrganisation();
        api.MapRetention();
        GivePassword.Map(api);
    }

    public static void MapAdministrationPages(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/admin", async (AdminHome home, HttpContext context) =>
                Pages.Show<AdminHomeView>(await home.ReadAsync(context.GetViewer(), context.RequestAborted)))
            .RequireAuthorization(Policies.Administration).ExcludeFromDescription();
        pages.MapClockPage();
        pages.MapAuditPage();
        pages.MapProfilePages();
        pages.MapOrganisationPage();
        pages.MapCalendarPage();
        pages.MapInstancesPage();
    }
}
