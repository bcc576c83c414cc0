using StaffFlows.Host.Features.Attachments;
using StaffFlows.Host.Features.Cases;
using StaffFlows.Host.Features.Documents;
using StaffFlows.Host.Features.FormDesign;
using StaffFlows.Host.Features.Inbox;
using StaffFlows.Host.Features.Messages;
using StaffFlows.Host.Features.Notices;
using StaffFlows.Host.Features.People;
using StaffFlows.Host.Features.Procedures;
using StaffFlows.Host.Features.Registers;
using StaffFlows.Host.Features.Start;
using StaffFlows.Host.Features.Studio;
using StaffFlows.Host.Features.Substitutions;
using StaffFlows.Host.Features.Tasks;

namespace StaffFlows.Host.Features;

/// <summary>The use cases of the personnel procedures: their services, their REST routes and their pages.</summary>
internal static class Slices
{
    public static IServiceCollection AddSlices(this IServiceCollection services) => services
        .AddAttachments()
        .AddCases()
        .AddDocuments()
        .AddInbox()
        .AddMessages()
        .AddNotices()
        .AddPeople()
        .AddProcedures()
        .AddRegisters()
        .AddFormDesign()
        .AddStart()
        .AddStudio()
        .AddSubstitutions()
        .AddTasks();

    public static void MapSlices(this RouteGroupBuilder api)
    {
        api.MapAttachments();
        api.MapCases();
        api.MapDocuments();
        api.MapInbox();
        api.MapMessages();
        api.MapPeople();
        api.MapRegisters();
        api.MapStart();
        api.MapSubstitutions();
        api.MapTasks();
    }

    public static void MapSlicePages(this IEndpointRouteBuilder pages)
    {
        pages.MapAttachmentPages();
        pages.MapMessagePages();
        CasePages.Map(pages);
        DocumentPages.Map(pages);
        TemplatePages.Map(pages);
        InboxPages.Map(pages);
        RegisterPages.Map(pages);
        NoticePages.Map(pages);
        ObjectionPages.Map(pages);
        PeoplePages.Map(pages);
        ViolationPages.Map(pages);
        WindowPages.Map(pages);
        ProcedurePages.Map(pages);
        FormPages.Map(pages);
        StartPages.Map(pages);
        SubstitutionPages.Map(pages);
        TaskPages.Map(pages);
        pages.MapStudioPages();
    }
}
