namespace StaffFlows.Host.Features.Notices;

internal static class NoticeServices
{
    public static IServiceCollection AddNotices(this IServiceCollection services) => services
        .AddScoped<GetNotices>()
        .AddScoped<GetNotice>()
        .AddScoped<NoticeWords>()
        .AddScoped<NoticePages>()
        .AddSingleton<NoticeSources>()
        .AddSingleton<ObjectionThrottle>()
        .AddSingleton<ObjectionTurns>()
        .AddScoped<ReceiveObjection>()
        .AddScoped<GetReceipt>()
        .AddScoped<ObjectionPages>();
}
