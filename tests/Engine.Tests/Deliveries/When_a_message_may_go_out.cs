using System.Globalization;
using StaffFlows.Workflows.Deliveries;

namespace StaffFlows.Engine.Tests.Deliveries;

public sealed class When_a_message_may_go_out
{
    private static readonly DateTimeOffset Now = At("2026-11-23 09:00");

    [Theory]
    [InlineData("2026-11-23 07:59", "2026-11-23 08:00", "the morning of the same day")]
    [InlineData("2026-11-23 08:00", null, "it is morning")]
    [InlineData("2026-11-23 19:59", null, "it is evening, not night")]
    [InlineData("2026-11-23 20:00", "2026-11-24 08:00", "the next morning")]
    [InlineData("2026-12-31 23:30", "2027-01-01 08:00", "the next morning is in the next year")]
    [InlineData("2026-11-24 00:00", "2026-11-24 08:00", "midnight belongs to the new day")]
    public void No_SMS_that_can_wait_rings_at_night(string now, string? until, string because) =>
        new DeliveryRules(new(20, 0), new(8, 0), null).EndOfQuiet(At(now)).ShouldBe(until is null ? null : At(until), because);

    [Fact]
    public void The_night_is_the_halls_and_not_the_machines() =>
        new DeliveryRules(new(20, 0), new(8, 0), null).EndOfQuiet(At("2026-11-23 21:00").ToUniversalTime()).ShouldBe(At("2026-11-24 08:00"));

    [Fact]
    public void A_hall_may_have_no_night() =>
        new DeliveryRules(new(0, 0), new(0, 0), null).EndOfQuiet(At("2026-11-23 23:00")).ShouldBeNull();

    [Theory]
    [InlineData(1, "00:01:00")]
    [InlineData(2, "00:05:00")]
    [InlineData(3, "00:30:00")]
    [InlineData(4, "02:00:00")]
    [InlineData(5, "06:00:00")]
    [InlineData(6, null)]
    public void What_failed_is_tried_again_after_ever_longer_pauses_and_then_given_up(int attempts, string? pause) =>
        DeliveryRules.NextAttempt(attempts, Now).ShouldBe(pause is null ? null : Now + TimeSpan.Parse(pause, CultureInfo.InvariantCulture));

    private static DateTimeOffset At(string local) => new(DateTime.Parse(local, CultureInfo.InvariantCulture), TimeSpan.FromHours(8));
}
