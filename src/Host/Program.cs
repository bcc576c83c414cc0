using StaffFlows.Host.Accounts;
using StaffFlows.Host.Api;
using StaffFlows.Host.Commands;
using StaffFlows.Host.Features;
using StaffFlows.Host.Features.Administration;
using StaffFlows.Host.Features.Calendars;
using StaffFlows.Host.Localisation;
using StaffFlows.Host.Operations;
using StaffFlows.Host.Security;
using StaffFlows.Host.StudioApi;
using StaffFlows.Workflows.Persistence;

if (CommandLine.Read(args) is { } command)
    return await CommandRun.RunAsync(command, Console.Out, Console.Error, TimeProvider.System, CancellationToken.None);

try
{
    var builder = WebApplication.CreateBuilder(args);
    var settings = HostSettings.Read(builder.Configuration, builder.Environment);
    builder.UseDefaultAddress();
    builder.Logging.AddStaffFlowsLogs(builder.Environment);
    builder.Services
        .AddClocks()
        .AddOperations(settings)
        .AddEngine(settings)
        .AddSecurity(settings)
        .AddAccounts(settings)
        .AddApi(settings)
        .AddTexts()
        .AddCalendars()
        .AddAdministration()
        .AddSlices()
        .AddStudioApi()
        .AddRazorComponents();

    var app = builder.Build();
    var opening = Task.Run(() => app.OpenAsync(settings));    // beside the mapping: each takes its time, and neither needs the other
    app.UseSecurity(settings);
    app.UseStaffFlows();
    var api = app.MapApi();
    api.MapTokens();
    api.MapCalendars();
    api.MapAdministration();
    api.MapSlices();
    app.MapStudioApi();
    app.MapAccounts();
    app.MapAdministrationPages();
    app.MapSlicePages();
    app.MapHealth();
    app.MapStaticAssets().AllowAnonymous();
    await app.BuildRoutesWhileAsync(opening);
    await app.RunAsync();
    return 0;
}
catch (ConfigurationException wrong)
{
    await Console.Error.WriteLineAsync(wrong.Message);
    return 1;
}
