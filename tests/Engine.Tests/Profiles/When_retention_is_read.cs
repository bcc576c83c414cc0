using System.Collections.Immutable;
using System.Text.Json;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Profiles;

namespace StaffFlows.Engine.Tests.Profiles;

public sealed class When_retention_is_read
{
    [Theory]
    [InlineData("leave", 5, "Retention.LeaveCaseYears", "its own key")]
    [InlineData("contract-expiry", 3, "Retention.ContractExpiryCaseYears", "a key of two words")]
    [InlineData("rotation", 10, "Retention.OtherCaseYears", "none of its own")]
    public void A_procedure_has_its_own_time_or_that_of_the_others(string procedure, int years, string key, string reason) =>
        Rules(("Retention.LeaveCaseYears", "5"), ("Retention.ContractExpiryCaseYears", "3"), ("Retention.OtherCaseYears", "10"))
            .OfCases(procedure).ShouldBe(new CaseRetention(key, years), reason);

    [Theory]
    [InlineData("null", "the rule book has no such rule")]
    [InlineData("0", "erasing at once is no retention")]
    [InlineData("-5", "nor is a time before the end")]
    [InlineData("2.5", "only whole years")]
    [InlineData("\"5\"", "a text is no number")]
    [InlineData("9999", "farther than dates reach")]
    public void Whatever_is_no_number_of_years_keeps_for_ever(string value, string reason)
    {
        var rules = Rules(("Retention.LeaveCaseYears", value), ("Retention.OtherCaseYears", "10"), ("Retention.DraftDays", value));

        rules.OfCases("leave").ShouldBeNull(reason);
        rules.DraftDays.ShouldBeNull(reason);
        rules.MessageDays.ShouldBeNull("the key is absent");
    }

    [Theory]
    [InlineData("2026-11-23", "2031-11-23", "the day of the month")]
    [InlineData("2024-02-29", "2029-02-28", "a leap day's last day is the month's last")]
    public void A_case_is_kept_to_the_end_of_its_last_day(string closed, string last, string reason)
    {
        var rule = new CaseRetention("Retention.LeaveCaseYears", 5);
        var (closedOn, lastDay) = (DateOnly.Parse(closed), DateOnly.Parse(last));

        rule.LastDay(closedOn).ShouldBe(lastDay, reason);
        (closedOn < rule.ClosedBefore(lastDay)).ShouldBeFalse(reason);
        (closedOn < rule.ClosedBefore(lastDay.AddDays(1))).ShouldBeTrue(reason);
    }

    private static RetentionRules Rules(params (string Key, string Json)[] values) => new(new Profile(
        "Hall", 1, "本厅", null, null,
        values.ToImmutableSortedDictionary(v => v.Key, v => new ProfileValue(JsonElement.Parse(v.Json), "内部", null, true), StringComparer.Ordinal)));
}
