using StaffFlows.Host.Operations;
using StaffFlows.Workflows.Deliveries;
using StaffFlows.Workflows.Persistence.Model;

namespace StaffFlows.Host.Notifications;

/// <summary>The ways out that the configuration names.</summary>
internal static class SenderServices
{
    public static IServiceCollection AddSenders(this IServiceCollection services, DeliverySettings settings)
    {
        if (settings.MailSender is SenderKind.File) services.AddFileSender(OutboxChannel.Mail);
        if (settings.SmsSender is SenderKind.File) services.AddFileSender(OutboxChannel.Sms);
        if (settings.Mail is { } mail) services.AddSingleton<ISender>(provider => new SmtpSender(mail, provider.GetRequiredService<TimeProvider>()));
        if (settings.SmsWebhook is { } webhook) services.AddSingleton<ISender>(provider => new WebhookSender(webhook, provider.GetRequiredService<TimeProvider>()));
        return services;
    }

    private static void AddFileSender(this IServiceCollection services, OutboxChannel channel) => services.AddSingleton<ISender>(provider =>
        new FileSender(channel, provider.GetRequiredService<DeliverySettings>().Folder, provider.GetRequiredService<ILogger<FileSender>>()));
}
