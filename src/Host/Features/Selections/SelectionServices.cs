namespace StaffFlows.Host.Features.Selections;

internal static class SelectionServices
{
    public static IServiceCollection AddSelections(this IServiceCollection services) => services.AddScoped<GetCandidates>().AddScoped<CandidatePages>();
}
