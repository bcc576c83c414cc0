using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using StaffFlows.Workflows.DataFiles;
using StaffFlows.Workflows.Leave;
using StaffFlows.Workflows.Profiles;

namespace StaffFlows.Engine.Tests.Profiles;

public sealed class When_the_rule_books_are_read
{
    private static readonly string[] Names = ["default", "fang-county", "hunan", "dongguan", "zhongshan", "shapotou"];

    private static readonly ImmutableDictionary<string, Profile> Books =
        ProfileFiles.Read(Names.Select(FileOf)).GetValue().ToImmutableDictionary(p => p.Key);

    [Fact]
    public void There_are_six_and_each_says_something_of_every_key()
    {
        Books.Keys.Order().ShouldBe(["Default", "Dongguan", "FangCounty", "Hunan", "Shapotou", "Zhongshan"]);
        Books.Values.Select(p => p.Values.Keys.Count()).Distinct().Count().ShouldBe(1);
        Books.Values.SelectMany(p => p.Values.Values).ShouldAllBe(v => v.Clause.Length > 0);
    }

    [Theory]
    [InlineData("FangCounty", "Leave.Tiers", "FX 9.2.2", null, "its own rule")]
    [InlineData("Dongguan", "Leave.Tiers", "FX 9.2.2", "Default", "taken over, and says so")]
    [InlineData("Dongguan", "MinServiceYears", "DG 6.3.4（“相对稳定”，无年数）", null, "has no such rule")]
    [InlineData("Hunan", "Absence.ReturnConsecutiveMoreThan", "HN 6.1.7 f", null, "its own number")]
    [InlineData("Shapotou", "Leave.ApprovalReminderWorkingDays", "内部时限 CF-18", "Default", "an internal limit")]
    public void Each_value_has_its_clause_and_its_origin(string book, string key, string clause, string? from, string reason) =>
        (Books[book].Values[key].Clause, Books[book].Values[key].InheritedFrom).ShouldBe((clause, from), reason);

    [Theory]
    [InlineData("FangCounty", "Selection.MaxAge", true)]
    [InlineData("Hunan", "Selection.MaxAge", false)]
    [InlineData("Dongguan", "MinServiceYears", true)]
    [InlineData("Shapotou", "Absence.ReturnConsecutiveMoreThan", true)]
    public void No_rule_is_not_the_same_as_an_inherited_one(string book, string key, bool none) => Books[book].Values[key].IsNone.ShouldBe(none);

    [Fact]
    public void An_expired_book_says_until_when_it_held() => Books["Shapotou"].ValidTo.ShouldBe(new DateOnly(2023, 12, 31));

    [Fact]
    public void Only_what_leave_reads_is_in_use() =>
        Books["Default"].Values.Where(v => v.Value.IsUsed).Select(v => v.Key).ShouldBe(ProfileKeys.Used.Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("Default")]
    [InlineData("FangCounty")]
    [InlineData("Hunan")]
    [InlineData("Dongguan")]
    [InlineData("Zhongshan")]
    [InlineData("Shapotou")]
    public void Leave_finds_its_rules_in_each(string book)
    {
        var rules = LeaveRules.From(Books[book]);

        rules.Tiers.Select(t => t.MaxDays).ShouldBe([3m, null]);
        rules.Tiers[1].Approvers.ShouldBe(["WindowHead", "UnitLeader|UnitDeputyLeader", "CenterDirector"]);
        (rules.ApprovalReminderWorkingDays, rules.ApprovalEscalationWorkingDays, rules.StandInAnswerWorkingDays, rules.CentreObjectionWorkingDays)
            .ShouldBe((1, 2, 1, 1));
        rules.Types[LeaveType.Maternity].ShouldBe(new LeaveTypeRule(LeaveUnit.CalendarDays, null, false, true, true, true));
    }

    [Theory]
    [InlineData("Leave.Tiers", null, "Hunan.Leave.Tiers", "profile-key-missing")]
    [InlineData("Leave.Tiers", """{"inherit":"Atlantis"}""", "Hunan.Leave.Tiers", "profile-inherits-from-nowhere")]
    [InlineData("Leave.Tiers", """{"inherit":"Hunan"}""", "Hunan.Leave.Tiers", "profile-inherits-from-nowhere")]
    [InlineData("Leave.Tiers", """{"inherit":"Default","value":1}""", "files[1].values.Leave.Tiers.inherit", "value-and-inherit")]
    [InlineData("Leave.Tiers", """{"value":1}""", "files[1].values.Leave.Tiers.clause", "value-missing")]
    [InlineData("Leave.Tiers", """{"clause":"HN 1"}""", "files[1].values.Leave.Tiers.value", "value-missing")]
    public void A_book_that_leaves_something_open_is_refused(string key, string? entry, string path, string code)
    {
        var hunan = JsonNode.Parse(FileOf("hunan").Span)!;
        hunan["values"]!.AsObject().Remove(key);
        if (entry is not null) hunan["values"]![key] = JsonNode.Parse(entry);

        var errors = ProfileFiles.Read([FileOf("default"), Encoding.UTF8.GetBytes(hunan.ToJsonString())])
            .ShouldBeOfType<Reading<ImmutableArray<Profile>>.Refused>().Errors;

        errors.Select(e => (e.Field, e.Code)).ShouldBe([(path, code)]);
    }

    private static ReadOnlyMemory<byte> FileOf(string name) => Repository.Read($"workflows/profiles/{name}.json");
}
