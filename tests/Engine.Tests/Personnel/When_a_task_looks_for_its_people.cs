using System.Collections.Immutable;
using StaffFlows.Workflows.Personnel;
using StaffFlows.Workflows.Personnel.Assignees;

namespace StaffFlows.Engine.Tests.Personnel;

public sealed class When_a_task_looks_for_its_people
{
    private const string Unit_level = "role:UnitLeader@home | role:UnitDeputyLeader@home";

    private static readonly AssigneeAnswers Skipping = AssigneeAnswers.Default with { WhenApplicant = WhenApplicant.Skip };

    [Theory]
    [InlineData("u030", "role:WindowHead@window", "E022", "his window's head")]
    [InlineData("u030", Unit_level, "E013,E020", "leader or deputy, first decides")]
    [InlineData("u032", Unit_level, "E018", "another department's clerk at the same window: his own unit, not the window's")]
    [InlineData("u032", "head@window+1", "E013", "the leader of the unit that owns the window")]
    [InlineData("u041", Unit_level, "E005", "the centre's own staff: the deputy director, once (P6.5)")]
    [InlineData("u043", Unit_level, "E005", "agency staff: the unit of the hall that uses them")]
    [InlineData("u030", "role:CenterDirector", "E004", "a role without a scope")]
    [InlineData("u030", "role:ChiefRepresentative@window", "E022", "role holders of the window's owner unit")]
    [InlineData("u007", "head@unit+1", "E001", "the leader one level up")]
    [InlineData("u030", "user:u022 | role:WindowHead@window", "E022", "named twice, asked once")]
    [InlineData("u030", "initiator", "E030", "the applicant, where the rule says so")]
    [InlineData("u030", "handler:stand-in", "E031", "who decided an earlier step")]
    [InlineData("u030", "field:standIn", "E032", "whom the form names")]
    public void The_rule_finds(string applicant, string rule, string expected, string reason) =>
        Ids(Resolve(rule, Of(applicant))).ShouldBe(expected, reason);

    [Theory]
    [InlineData("role:WindowHead@window", "窗口负责人（社保医保专区）", "window head (社保医保专区)")]
    [InlineData("role:UnitLeader@home", "窗口单位主要领导（临溪县人力资源和社会保障局）", "unit leader (临溪县人力资源和社会保障局)")]
    [InlineData("role:CenterDirector", "政务服务中心主要领导", "center director")]
    public void Each_person_comes_with_the_reason(string rule, string zh, string en)
    {
        var reason = Assigned(Resolve(rule, Of("u030"))).Persons.Single().Reason;
        (reason.Zh, reason.En).ShouldBe((zh, en));
    }

    [Fact]
    public void A_window_head_does_not_approve_his_own_leave_ec_22() =>
        Resolve("role:WindowHead@window", Of("u022"), Skipping).ShouldBeOfType<AssigneeResolution.Skip>().Reason.Zh.ShouldContain("汪初晴 是申请人");

    [Theory]
    [InlineData("u022", "role:WindowHead@window", "E013,E020", "above the window: its unit")]
    [InlineData("u013", Unit_level, "E020", "the other of the two decides")]
    [InlineData("u012", "role:UnitLeader@home", "E004", "above a department's leader: the centre's director")]
    [InlineData("u004", "role:CenterDirector", "E001", "above the director: the bureau")]
    [InlineData("u005", Unit_level, "E004", "above the deputy director: the director")]
    public void The_next_level_decides_for_an_approver(string applicant, string rule, string expected, string reason) =>
        Ids(Resolve(rule, Of(applicant))).ShouldBe(expected, reason);

    [Theory]
    [InlineData("toRole:CenterDeputyDirector", "E005")]
    [InlineData("toProcessOwner", "E006")]
    public void A_vacant_role_is_never_silent_ec_23(string whenNobody, string expected)
    {
        var resolution = Resolve(Unit_level, OfVacantUnit(), AssigneeAnswers.Default with { WhenNobody = Answer(whenNobody) });

        Ids(resolution).ShouldBe(expected);
        Assigned(resolution).Notes.Select(n => n.Zh).ShouldContain("窗口单位主要领导（临溪县民政局）：无人");
    }

    [Fact]
    public void A_vacant_role_may_be_declared_an_incident_or_skipped()
    {
        Resolve(Unit_level, OfVacantUnit(), AssigneeAnswers.Default with { WhenNobody = new WhenNobody.Incident() }).ShouldBeOfType<AssigneeResolution.Nobody>();
        Resolve(Unit_level, OfVacantUnit(), AssigneeAnswers.Default with { WhenNobody = new WhenNobody.Skip() }).ShouldBeOfType<AssigneeResolution.Skip>();
        Resolve(Unit_level, OfVacantUnit(), AssigneeAnswers.Default with { WhenNobody = new WhenNobody.ToRole("Nobody") })
            .ShouldBeOfType<AssigneeResolution.Nobody>("a role that nobody holds is no way out");
    }

    [Fact]
    public void An_absent_approver_is_replaced_by_his_partner()
    {
        var person = Assigned(Resolve("role:WindowHead@window", Of("u031") with { IsAbsent = id => id == "E022" })).Persons.Single();

        (person.PersonId, person.OnBehalfOfId).ShouldBe(("E030", "E022"));
        person.Reason.Zh.ShouldBe("窗口负责人（社保医保专区），钱溪亭 代 汪初晴");
    }

    [Theory]
    [InlineData("u030", WhenAbsent.ToPartner, "E022", "the partner is the applicant himself")]
    [InlineData("u031", WhenAbsent.Keep, "E022", "declared to wait")]
    public void An_absent_approver_keeps_the_task_where(string applicant, WhenAbsent whenAbsent, string expected, string reason) =>
        Ids(Resolve("role:WindowHead@window", Of(applicant) with { IsAbsent = id => id == "E022" }, AssigneeAnswers.Default with { WhenAbsent = whenAbsent }))
            .ShouldBe(expected, reason);

    [Fact]
    public void Somebody_who_left_is_not_asked()
    {
        var organisation = The_county.With(The_county.Person("u013") with { Status = PersonStatus.Departed });
        var resolution = Assigned(Resolve(Unit_level, Of("u030") with { Organisation = organisation }));

        resolution.Persons.Select(p => p.PersonId).ShouldBe(["E020"]);
        resolution.Notes.Single().Zh.ShouldBe("詹秋月 不在岗，不参与办理");
    }

    [Theory]
    [InlineData(WhenRepeated.Skip, typeof(AssigneeResolution.Skip))]
    [InlineData(WhenRepeated.Ask, typeof(AssigneeResolution.Assigned))]
    public void An_approver_of_an_earlier_step_is_asked_again_only_where_declared(WhenRepeated whenRepeated, Type expected) =>
        Resolve(Unit_level, Of("u050") with { EarlierApprovers = ["E049"] }, AssigneeAnswers.Default with { WhenRepeated = whenRepeated })
            .GetType().ShouldBe(expected);

    [Fact]
    public void A_script_is_left_to_the_caller_and_its_answer_taken_up()
    {
        Resolve("js:pick()", Of("u030")).ShouldBe(new AssigneeResolution.NeedsScript("pick()"));
        Ids(Resolve("js:pick()", Of("u030") with { ScriptAnswer = ["LX0031", "u032"] })).ShouldBe("E031,E032");
    }

    private static AssigneeResolution Resolve(string text, ResolutionContext context, AssigneeAnswers? answers = null)
    {
        AssigneeRuleParser.TryParse(text, out var rule, out _).ShouldBeTrue();
        return AssigneeResolver.Resolve(rule!, answers ?? AssigneeAnswers.Default, context);
    }

    private static ResolutionContext Of(string userName) => new(The_county.Today, The_county.Person(userName).Id, The_county.Person(userName).Id)
    {
        Handlers = ImmutableDictionary<string, string>.Empty.Add("stand-in", "E031"),
        Fields = ImmutableDictionary<string, ImmutableArray<string>>.Empty.Add("standIn", ["LX0032"]),
    };

    private static ResolutionContext OfVacantUnit() =>
        Of("u030") with { Organisation = The_county.With(The_county.Person("u030") with { HomeUnitId = "U11" }) };

    private static WhenNobody Answer(string text) => WhenNobody.TryParse(text, out var answer) ? answer : throw new FormatException(text);

    private static AssigneeResolution.Assigned Assigned(AssigneeResolution resolution) => resolution.ShouldBeOfType<AssigneeResolution.Assigned>();

    private static string Ids(AssigneeResolution resolution) => string.Join(",", Assigned(resolution).Persons.Select(p => p.PersonId));
}
