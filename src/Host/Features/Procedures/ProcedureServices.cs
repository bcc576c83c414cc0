namespace StaffFlows.Host.Features.Procedures;

internal static class ProcedureServices
{
    public static IServiceCollection AddProcedures(this IServiceCollection services) => services
        .AddSingleton<ManagedProcedures>().AddSingleton<RunningCases>()
        .AddScoped<GetHistory>().AddScoped<EditProcedure>().AddScoped<PublishProcedure>()
        .AddScoped<Diagrams>().AddScoped<Comparisons>().AddScoped<ProcedureHeads>()
        .AddScoped<ProcedurePages>().AddScoped<VersionPages>().AddScoped<OutlinePages>().AddScoped<PublishPages>();
}
