using System.Text.RegularExpressions;
using StaffFlows.Engine.Execution;

namespace StaffFlows.Workflows.Personnel.Assignees;

/// <summary>A person that a part of a rule names, before anyone is left out.</summary>
/// <param name="IsNamed">True for the initiator and earlier handlers, who are asked even where they are the applicant.</param>
internal sealed record AssigneeCandidate(Person Person, AssigneeRulePart Part, LocalizedText Reason, bool IsNamed);

/// <summary>Whom each part of a rule names, in the organisation as it is, leavers included.</summary>
internal sealed partial class AssigneeCandidates(ResolutionContext context)
{
    private static readonly LocalizedText EarlierHandler = new("前面步骤的办理人", "who decided an earlier step");

    private readonly Organisation _organisation = context.Organisation;
    private readonly Person? _subject = context.Organisation.FindPerson(context.SubjectId);
    private readonly Person? _applicant = context.Organisation.FindPerson(context.ApplicantId);

    public IEnumerable<AssigneeCandidate> Of(AssigneeRulePart part) => part switch
    {
        AssigneeRulePart.User user => Named(part, [_organisation.FindByUserName(user.UserName)], new("指定人员", "named person")),
        AssigneeRulePart.Initiator => Named(part, [_applicant], new("申请人", "applicant"), isNamed: true),
        AssigneeRulePart.Handler handler => Named(
            part, [_organisation.FindPerson(context.Handlers.GetValueOrDefault(handler.StepId))],
            EarlierHandler, isNamed: true),
        AssigneeRulePart.Field field => Named(
            part, context.Fields.GetValueOrDefault(field.Key, []).Select(_organisation.FindByStaffNo),
            new("表单中所填人员", "named in the form")),
        AssigneeRulePart.Script => Named(
            part, (context.ScriptAnswer ?? []).Select(key => _organisation.FindByStaffNo(key) ?? _organisation.FindByUserName(key)),
            new("规则计算", "answered by the script")),
        AssigneeRulePart.Role role => Named(part, HoldersOf(role), ReasonOf(role)),
        AssigneeRulePart.Head head => Named(part, [HeadOf(head)], ReasonOf(head)),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>What to call a part that found nobody: 窗口单位主要领导（临溪县民政局）.</summary>
    public LocalizedText Describe(AssigneeRulePart part) => part switch
    {
        AssigneeRulePart.Role role => ReasonOf(role),
        AssigneeRulePart.Head head => ReasonOf(head),
        AssigneeRulePart.User user => new($"人员 {user.UserName}", $"user {user.UserName}"),
        AssigneeRulePart.Handler => EarlierHandler,
        AssigneeRulePart.Field field => new($"表单“{field.Key}”所填人员", $"whom the form's field “{field.Key}” names"),
        AssigneeRulePart.Script => new("规则计算的人员", "whom the script names"),
        _ => new("申请人", "applicant"),
    };

    /// <summary>The levels above a part at which somebody else may decide for the applicant, lowest first (CF-17).</summary>
    public IEnumerable<IEnumerable<AssigneeCandidate>> LevelsAbove(AssigneeRulePart part)
    {
        if (part is AssigneeRulePart.Role { Code: "WindowHead" } or AssigneeRulePart.Head { Scope: AssigneeScope.Window, LevelsUp: 0 })
        {
            var owner = _applicant is null ? null : _organisation.WindowOwnerUnitOf(_applicant);
            yield return Level(part, [_organisation.UnitApproverOf(owner, deputy: false), _organisation.UnitApproverOf(owner, deputy: true)], owner?.Name);
        }

        for (var unit = _applicant is null ? null : _organisation.HomeUnitOf(_applicant); unit is not null; unit = _organisation.FindUnit(unit.ParentId))
            yield return Level(part, [_organisation.LeaderOf(unit)], unit.Name);

        foreach (var role in new[] { "CenterDirector", "BureauDirector" })
            yield return Level(part, _organisation.PeopleWithRole(role), _organisation.Roles.GetValueOrDefault(role)?.Name ?? role);
    }

    public IEnumerable<AssigneeCandidate> HoldersOf(string code)
    {
        var role = new AssigneeRulePart.Role(code, null);
        return Named(role, HoldersOf(role), ReasonOf(role));
    }

    private static IEnumerable<AssigneeCandidate> Level(AssigneeRulePart part, IEnumerable<Person?> people, string? name) =>
        Named(part, people, new($"上一级（{name}）", $"the level above ({name})"));

    private static IEnumerable<AssigneeCandidate> Named(AssigneeRulePart part, IEnumerable<Person?> people, LocalizedText reason, bool isNamed = false) =>
        people.OfType<Person>().Select(person => new AssigneeCandidate(person, part, reason, isNamed));

    private IEnumerable<Person?> HoldersOf(AssigneeRulePart.Role role) => (role.Code, role.Scope) switch
    {
        (_, null) => _organisation.PeopleWithRole(role.Code),
        ("WindowHead", AssigneeScope.Window) => [_organisation.HeadOfWindow(SubjectWindow)],
        ("WindowHead", { } scope) => HeadsOfWindowsOf(UnitOf(scope)),
        ("UnitLeader", { } scope) => [_organisation.UnitApproverOf(UnitOf(scope), deputy: false)],
        ("UnitDeputyLeader", { } scope) => [_organisation.UnitApproverOf(UnitOf(scope), deputy: true)],
        (_, AssigneeScope.Window) => _organisation.PeopleWithRole(role.Code)
            .Where(p => p.HomeUnitId == UnitOf(AssigneeScope.Window)?.Id || (p.WindowId is not null && p.WindowId == _subject?.WindowId)),
        (_, { } scope) => _organisation.PeopleWithRole(role.Code).Where(p => p.HomeUnitId == UnitOf(scope)?.Id),
    };

    private IEnumerable<Person?> HeadsOfWindowsOf(Unit? unit) => _organisation.Windows.Values
        .Where(w => w.OwnerUnitId == unit?.Id).OrderBy(w => w.Id, StringComparer.Ordinal).Select(_organisation.HeadOfWindow);

    private Person? HeadOf(AssigneeRulePart.Head head) =>
        head is { Scope: AssigneeScope.Window, LevelsUp: 0 } ? _organisation.HeadOfWindow(SubjectWindow) : _organisation.LeaderOf(UnitAbove(head));

    private Window? SubjectWindow => _subject is null ? null : _organisation.WindowOf(_subject);

    /// <summary>Above a window comes first the unit that owns it.</summary>
    private Unit? UnitAbove(AssigneeRulePart.Head head)
    {
        var unit = UnitOf(head.Scope);
        for (var left = head.Scope is AssigneeScope.Window ? head.LevelsUp - 1 : head.LevelsUp; left > 0; left--) unit = _organisation.FindUnit(unit?.ParentId);
        return unit;
    }

    private Unit? UnitOf(AssigneeScope scope) => scope switch
    {
        AssigneeScope.Home => _subject is null ? null : _organisation.HomeUnitOf(_subject),
        AssigneeScope.Window => _subject is null ? null : _organisation.WindowOwnerUnitOf(_subject),
        _ => _applicant is null ? null : _organisation.HomeUnitOf(_applicant),
    };

    private LocalizedText ReasonOf(AssigneeRulePart.Role role)
    {
        var zh = _organisation.Roles.GetValueOrDefault(role.Code)?.Name ?? role.Code;
        var en = WordStart().Replace(role.Code, " ").ToLowerInvariant();
        var place = role switch
        {
            { Scope: null } => null,
            { Code: "WindowHead", Scope: AssigneeScope.Window } => SubjectWindow?.Name ?? "无窗口",
            { Scope: { } scope } => UnitOf(scope)?.Name ?? "无单位",
        };
        return place is null ? new(zh, en) : new($"{zh}（{place}）", $"{en} ({place})");
    }

    private LocalizedText ReasonOf(AssigneeRulePart.Head head)
    {
        var place = head is { Scope: AssigneeScope.Window, LevelsUp: 0 } ? SubjectWindow?.Name : UnitAbove(head)?.Name;
        return new($"负责人（{place ?? "无单位"}）", $"head ({place ?? "none"})");
    }

    [GeneratedRegex("(?<=[a-z])(?=[A-Z])", RegexOptions.None, matchTimeoutMilliseconds: 100)]
    private static partial Regex WordStart();
}
