using StaffFlows.Host.Messaging;
using StaffFlows.Host.Notifications;
using StaffFlows.Workflows.Deliveries;

namespace StaffFlows.Host.Operations;

/// <summary>What sends the outbox: the relay with its bus, and a sender for each way out that is configured.</summary>
internal static class DeliveryServices
{
    public static IServiceCollection AddDeliveries(this IServiceCollection services, HostSettings settings)
    {
        var deliveries = settings.Deliveries;
        services.AddSingleton(deliveries);
        services.AddSingleton(new DeliveryRules(deliveries.QuietFrom, deliveries.QuietUntil, settings.PublicBaseUrl));
        services.AddSenders(deliveries);
        services.AddSingleton<Deliverer>();
        services.AddSingleton<DeliveryMeter>();
        services.AddSingleton<DeliveryBus>();
        services.AddHostedService<OutboxRelay>();
        return services;
    }
}
