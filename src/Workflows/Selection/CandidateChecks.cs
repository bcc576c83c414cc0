using System.Collections.Immutable;
using System.Text.Json.Nodes;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Personnel;
using StaffFlows.Workflows.Profiles;

namespace StaffFlows.Workflows.Selection;

public enum CheckVerdict
{
    /// <summary>符合</summary>
    Pass,

    /// <summary>需说明: only with an exception.</summary>
    Warn,

    /// <summary>不符合: can't be recommended.</summary>
    Block,
}

/// <summary>One rule looked at for one person: what it says and what it was held against. 自动审查</summary>
/// <param name="Rule">Id of the rule catalogue, e.g. SEL-02.</param>
/// <param name="Field">The form's field to mend where it is not met.</param>
public sealed record RuleCheck(Person? Person, string Rule, string Field, CheckVerdict Verdict, LocalizedText Text, LocalizedText Proof);

/// <summary>What the rules are held against, at one moment.</summary>
/// <param name="Unit">推荐单位.</param>
/// <param name="Day">The day of the recommendation, by which the age goes (TC-8, EC-38).</param>
/// <param name="WindowReservations">By window.</param>
/// <param name="Candidacies">By person.</param>
public sealed record CheckContext(
    Guid CaseId, SelectionRules Rules, Organisation Organisation, Unit Unit, DateOnly Day,
    ImmutableDictionary<string, WindowReservations> WindowReservations, ImmutableDictionary<string, CandidacyRecord> Candidacies);

/// <summary>自动审查: every rule for every person and post, in the order in which they are read. Pure.</summary>
public static class CandidateChecks
{
    public static ImmutableArray<RuleCheck> Run(SelectionList list, JsonObject form, CheckContext context) =>
    [
        .. context.Rules.DepartmentEntered ? [Department(context)] : ImmutableArray<RuleCheck>.Empty,
        .. list.Posts.GroupBy(post => post.Window).Select(posts => Vacancy(posts.Key, [.. posts], context)),
        .. context.Rules.Materials.Select(material => Material(material, form, context)),
        .. list.Nominees.SelectMany(nominee => Of(nominee, list, context)),
    ];

    private static IEnumerable<RuleCheck> Of(Nominee nominee, SelectionList list, CheckContext context)
    {
        if (context.Rules.AllowedEmployment is { } allowed) yield return Employment(nominee.Person, allowed, context);
        if (context.Rules.ExemptEmployment.Length > 0) yield return Exempt(nominee.Person, context);
        if (context.Rules.MaxAge is { } maxAge) yield return Age(nominee.Person, maxAge, context);
        yield return Duplicate(nominee, list, context);
        if (context.Rules.PoolOnly && nominee.Post.Replaces is not null) yield return Pool(nominee.Person, context);
    }

    /// <summary>SEL-02: 临时聘用人员 and others who are not on the establishment go through hiring instead.</summary>
    private static RuleCheck Employment(Person person, ImmutableArray<EmploymentType> allowed, CheckContext context)
    {
        var (actual, words) = (EmploymentWords.Of(person.EmploymentType), allowed.Select(EmploymentWords.Of).ToList());
        return new(
            person, "SEL-02", SelectionFields.Candidates, allowed.Contains(person.EmploymentType) ? CheckVerdict.Pass : CheckVerdict.Block,
            new($"只推荐{string.Join('、', words.Select(w => w.Zh))}，不得推荐临时聘用人员（{Clause(context, ProfileKeys.SelectionAllowedEmployment)}）",
                $"Only these may be recommended: {string.Join(", ", words.Select(w => w.En))} ({Clause(context, ProfileKeys.SelectionAllowedEmployment)})"),
            new($"人员身份：{actual.Zh}", $"Employment: {actual.En}"));
    }

    /// <summary>SEL-16: village agents do the work of a window beside their own office. Nobody selects them; the register of persons has them.</summary>
    private static RuleCheck Exempt(Person person, CheckContext context)
    {
        var (actual, words) = (EmploymentWords.Of(person.EmploymentType), context.Rules.ExemptEmployment.Select(EmploymentWords.Of).ToList());
        return new(
            person, "SEL-16", SelectionFields.Candidates, context.Rules.ExemptEmployment.Contains(person.EmploymentType) ? CheckVerdict.Block : CheckVerdict.Pass,
            new($"{string.Join('、', words.Select(w => w.Zh))}不经选派，在人员名册中直接登记窗口和到岗日期（{Clause(context, ProfileKeys.SelectionExemptEmployment)}）",
                $"Without a selection, entered in the register of persons with window and date: {string.Join(", ", words.Select(w => w.En))} ({Clause(context, ProfileKeys.SelectionExemptEmployment)})"),
            new($"人员身份：{actual.Zh}", $"Employment: {actual.En}"));
    }

    /// <summary>SEL-15: items and staff of a department are approved by the government before it enters, and it enters before it recommends.</summary>
    private static RuleCheck Department(CheckContext context)
    {
        var (unit, clause) = (context.Unit, Clause(context, ProfileKeys.SelectionDepartmentEntered));
        return new(
            null, "SEL-15", SelectionFields.Posts, unit.HasEnteredBy(context.Day) ? CheckVerdict.Pass : CheckVerdict.Block,
            new($"部门进驻后方可推荐人员：先填报进驻申请（附录F），经政府批准并登记进驻日期（{clause}）",
                $"A department recommends after it has entered the hall: apply first (Annex F), and have the day registered once the government has approved ({clause})"),
            unit switch
            {
                { StationedSince: { } since } => new($"{unit.Name}：进驻日期 {since:yyyy-MM-dd}，推荐日 {context.Day:yyyy-MM-dd}", $"{unit.Name}: enters on {since:yyyy-MM-dd}, recommends on {context.Day:yyyy-MM-dd}"),
                { IsStationed: true } or { Type: not Unit.StationedDepartment } => new($"{unit.Name}：已在大厅", $"{unit.Name}: is in the hall"),
                _ => new($"{unit.Name}：没有登记进驻", $"{unit.Name}: not registered as having entered"),
            });
    }

    /// <summary>SEL-03, by the rule book as a warning or a bar. Without a date of birth nothing can be said, so somebody has to.</summary>
    private static RuleCheck Age(Person person, int maxAge, CheckContext context)
    {
        var isWithin = person.BirthDate is { } birth && AgeLimit.IsWithin(birth, maxAge, context.Day);
        var missed = context.Rules.MaxAgeMode is RuleMode.Block && person.BirthDate is not null ? CheckVerdict.Block : CheckVerdict.Warn;
        return new(
            person, "SEL-03", SelectionFields.Candidates, isWithin ? CheckVerdict.Pass : missed,
            new($"年龄{(context.Rules.MaxAgeMode is RuleMode.Warn ? "原则上" : "")}在 {maxAge} 周岁以下（{Clause(context, ProfileKeys.SelectionMaxAge)}）",
                $"Age {maxAge} at most{(context.Rules.MaxAgeMode is RuleMode.Warn ? ", in principle" : "")} ({Clause(context, ProfileKeys.SelectionMaxAge)})"),
            person.BirthDate is { } born
                ? new($"{born:yyyy-MM} 出生，推荐日 {context.Day:yyyy-MM-dd} 满 {AgeLimit.AgeOn(born, context.Day)} 周岁", $"Born {born:yyyy-MM}, {AgeLimit.AgeOn(born, context.Day)} on {context.Day:yyyy-MM-dd}")
                : new("名册中没有出生日期", "The register has no date of birth"));
    }

    /// <summary>EC-34: nobody is recommended twice at once, neither here nor by another unit.</summary>
    private static RuleCheck Duplicate(Nominee nominee, SelectionList list, CheckContext context)
    {
        var person = nominee.Person;
        var here = list.Nominees.Count(n => n.Person.Id == person.Id);
        var elsewhere = context.Candidacies[person.Id].UnderWay(context.CaseId);
        return new(
            person, "EC-34", SelectionFields.Candidates, here > 1 || elsewhere is not null ? CheckVerdict.Block : CheckVerdict.Pass,
            new("同一人同时只能被推荐一次、推荐到一个岗位", "A person is recommended once at a time, and for one post"),
            here > 1 ? new($"本次推荐了 {here} 个岗位", $"Recommended here for {here} posts")
            : elsewhere is { } other ? new($"已被推荐到“{other.Title}”，尚未办结", $"Already recommended for “{other.Title}”, which is not over")
            : new("没有办理中的其他推荐", "No other recommendation under way"));
    }

    /// <summary>ADJ-02: 职务任免、辞退 are what an exception is made for.</summary>
    private static RuleCheck Pool(Person person, CheckContext context)
    {
        var isReserve = context.Candidacies[person.Id].IsReserveOn(context.Day);
        return new(
            person, "ADJ-02", SelectionFields.Candidates, isReserve ? CheckVerdict.Pass : CheckVerdict.Warn,
            new($"接替人员从预先选定的替岗人员中选派（{Clause(context, ProfileKeys.AdjustmentPoolOnly)}）", $"A replacement comes from the reserves ({Clause(context, ProfileKeys.AdjustmentPoolOnly)})"),
            isReserve ? new("在候补名单内", "Is on the list of reserves") : new("不在候补名单内", "Is not on the list of reserves"));
    }

    /// <summary>SEL-09.</summary>
    private static RuleCheck Vacancy(Window window, List<SelectionPost> posts, CheckContext context)
    {
        var vacancies = Vacancies.At(window, context.Organisation, context.WindowReservations[window.Id], context.CaseId);
        var asked = posts.Sum(p => p.Places);
        return new(
            null, "SEL-09", SelectionFields.Posts, vacancies.Has(posts) ? CheckVerdict.Pass : CheckVerdict.Block,
            new("窗口满员时不再推荐：接替他人，或先报请核增人数（FX 7.2.5）", "Nobody for a full window, unless he replaces somebody or the headcount was raised before (FX 7.2.5)"),
            vacancies.Approved is { } approved
                ? new($"{window.Name}：核定 {approved} 人，在岗 {vacancies.OnPost} 人，其他选派已占 {vacancies.Reserved} 个，本次 {asked} 个，接替 {posts.Count(p => p.Replaces is not null)} 个",
                    $"{window.Name}: {approved} approved, {vacancies.OnPost} on post, {vacancies.Reserved} taken by other selections, {asked} asked for, {posts.Count(p => p.Replaces is not null)} of them replace somebody")
                : new($"{window.Name}：没有核定人数", $"{window.Name}: no approved headcount"));
    }

    /// <summary>SEL-01: the kinds of material that the rule book lists.</summary>
    private static RuleCheck Material(string material, JsonObject form, CheckContext context)
    {
        var (field, words) = (SelectionFields.FieldOf(material) ?? SelectionFields.Candidates, MaterialWords(material));
        var files = (form[field] as JsonArray)?.Count ?? 0;
        return new(
            null, "SEL-01", field, files > 0 ? CheckVerdict.Pass : CheckVerdict.Block,
            new($"推荐须附{words.Zh}（{Clause(context, ProfileKeys.SelectionMaterials)}）", $"A recommendation comes with {words.En} ({Clause(context, ProfileKeys.SelectionMaterials)})"),
            new($"{words.Zh} {files} 件", $"{words.En}: {files}"));
    }

    private static LocalizedText MaterialWords(string material) => material switch
    {
        "Resume" => new("个人简历", "résumés"),
        "EducationCertificate" => new("学历证书", "certificates of education"),
        "VocationalCertificate" => new("职业资格证书", "vocational certificates"),
        _ => new(material, material),
    };

    private static string Clause(CheckContext context, string key) => context.Rules.Clauses.GetValueOrDefault(key, "");
}
