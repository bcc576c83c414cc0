using StaffFlows.Host.Components.Models;
using StaffFlows.Host.Features.Inbox;
using StaffFlows.Host.Localisation;

namespace StaffFlows.Host.Tests.Features;

public sealed class When_the_inbox_is_grouped
{
    private static readonly DateOnly Monday = new(2026, 11, 23);

    [Theory]
    [InlineData(20, 17, "inbox.group.overdue", "past")]
    [InlineData(23, 17, "inbox.group.today", "this afternoon")]
    [InlineData(24, 0, "inbox.group.today", "24:00 of today")]
    [InlineData(24, 17, "inbox.group.week", "tomorrow")]
    [InlineData(30, 0, "inbox.group.week", "24:00 of Sunday")]
    [InlineData(30, 17, "inbox.group.later", "next Monday")]
    public void A_row_stands_under_its_deadline(int day, int hour, string group, string reason)
    {
        var at = new DateTimeOffset(2026, 11, day, hour, 0, 0, TimeSpan.FromHours(8));
        var groups = InboxGroups.ByDeadline([Row("a", new(at, 0))], Monday, due => due.At.Day == 20, Wording.DateOf);

        groups.ShouldHaveSingleItem().TextKey.ShouldBe(group, reason);
    }

    [Fact]
    public void The_order_within_a_group_stays_and_empty_groups_are_left_out()
    {
        var soon = new Due(new(2026, 11, 24, 17, 30, 0, TimeSpan.FromHours(8)), 1);
        var groups = InboxGroups.ByDeadline([Row("b", soon), Row("none", null), Row("a", soon)], Monday, _ => false, Wording.DateOf);

        groups.Select(g => (g.TextKey, string.Join(' ', g.Rows.Select(r => r.Id))))
            .ShouldBe([("inbox.group.week", "b a"), ("inbox.group.none", "none")]);
    }

    private static InboxRow Row(string id, Due? due) => new(id, "/tasks/x", "年休假", null, null, [], [], due, default);
}
