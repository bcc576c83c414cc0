using System.Collections.Immutable;
using StaffFlows.Engine.Execution;

namespace StaffFlows.Workflows.Personnel.Assignees;

/// <summary>
/// Turns a rule into persons: the one resolver for the run, the preview and the Studio. Pure. Nobody approves his own
/// request, nobody who left is asked, and a rule that finds nobody has a declared answer (EC-22, EC-23).
/// </summary>
public static class AssigneeResolver
{
    public static AssigneeResolution Resolve(AssigneeRule rule, AssigneeAnswers answers, ResolutionContext context) =>
        rule.Script is { } script && context.ScriptAnswer is null
            ? new AssigneeResolution.NeedsScript(script.Source)
            : new Resolving(answers, context).Run(rule);

    private sealed class Resolving(AssigneeAnswers answers, ResolutionContext context)
    {
        private readonly AssigneeCandidates _candidates = new(context);
        private readonly List<LocalizedText> _notes = [];

        public AssigneeResolution Run(AssigneeRule rule)
        {
            var found = Present(rule.Parts.SelectMany(Find));
            var others = found.Where(c => c.IsNamed || c.Person.Id != context.ApplicantId).ToList();
            if (others.Count == 0 && found.Count > 0)
            {
                Note("{0} 是申请人，不审批本人申请", "{0} is the applicant and does not approve his own request", found[0].Person);
                if (answers.WhenApplicant is WhenApplicant.Skip) return Skipped("审批人即申请人，跳过本级", "the approver is the applicant; this level is skipped");

                others = NextLevel(found[0].Part);
            }

            var fresh = others.Where(c => c.IsNamed || answers.WhenRepeated is WhenRepeated.Ask || !context.EarlierApprovers.Contains(c.Person.Id)).ToList();
            if (fresh.Count == 0 && others.Count > 0)
                return Skipped($"{others[0].Person.Name} 已在前面步骤同意，不再重复", $"{others[0].Person.Name} agreed at an earlier step already");

            return fresh.Count > 0 ? Assign(fresh) : NobodyFound(rule);
        }

        private IEnumerable<AssigneeCandidate> Find(AssigneeRulePart part)
        {
            var found = _candidates.Of(part).ToList();
            if (found.Count == 0) _notes.Add(new($"{_candidates.Describe(part).Zh}：无人", $"{_candidates.Describe(part).En}: nobody"));
            return found;
        }

        private List<AssigneeCandidate> Present(IEnumerable<AssigneeCandidate> candidates)
        {
            var present = new List<AssigneeCandidate>();
            foreach (var candidate in candidates.DistinctBy(c => c.Person.Id))
            {
                if (candidate.Person.IsActive) present.Add(candidate);
                else Note("{0} 不在岗，不参与办理", "{0} is not on post and is left out", candidate.Person);
            }

            return present;
        }

        private List<AssigneeCandidate> NextLevel(AssigneeRulePart part) => _candidates.LevelsAbove(part)
            .Select(level => Present(level).Where(c => c.Person.Id != context.ApplicantId).ToList())
            .FirstOrDefault(level => level.Count > 0, []);

        private AssigneeResolution.Assigned Assign(List<AssigneeCandidate> candidates)
        {
            var persons = candidates.Select(c => answers.WhenAbsent is WhenAbsent.ToPartner && context.IsAbsent(c.Person.Id) ? Replace(c) : Keep(c));
            return new([.. persons.DistinctBy(p => p.PersonId)], [.. _notes]);
        }

        private Assignee Replace(AssigneeCandidate absent)
        {
            var partner = context.Organisation.PartnersOf(absent.Person)
                .FirstOrDefault(p => p.IsActive && p.Id != context.ApplicantId && !context.IsAbsent(p.Id));
            if (partner is null)
            {
                Note("{0} 请假且无可代办的AB岗搭档，任务仍由其办理", "{0} is on leave and has no partner who could act; the task stays his", absent.Person);
                return Keep(absent);
            }

            var (zh, en) = ($"{partner.Name} 代 {absent.Person.Name}", $"{partner.Name} for {absent.Person.Name}");
            _notes.Add(new(zh, en));
            return new(partner.Id, new($"{absent.Reason.Zh}，{zh}", $"{absent.Reason.En}, {en}"), absent.Person.Id);
        }

        private static Assignee Keep(AssigneeCandidate candidate) => new(candidate.Person.Id, candidate.Reason, null);

        private AssigneeResolution NobodyFound(AssigneeRule rule) => answers.WhenNobody switch
        {
            WhenNobody.Skip => Skipped($"规则“{rule.Text}”未找到人员，跳过", $"rule “{rule.Text}” found nobody; skipped"),
            WhenNobody.ToRole role => AssignRole(rule, role.Code),
            WhenNobody.ToProcessOwner => AssignRole(rule, "ProcessOwner"),
            _ => Unassigned(rule),
        };

        private AssigneeResolution AssignRole(AssigneeRule rule, string code)
        {
            var holders = Present(_candidates.HoldersOf(code)).Where(c => c.Person.Id != context.ApplicantId).ToList();
            return holders.Count > 0 ? Assign(holders) : Unassigned(rule);
        }

        private static AssigneeResolution.Nobody Unassigned(AssigneeRule rule) =>
            new(new($"规则“{rule.Text}”未找到办理人", $"rule “{rule.Text}” found nobody who could decide"));

        private AssigneeResolution.Skip Skipped(string zh, string en)
        {
            var why = string.Join("；", _notes.Select(n => n.Zh).Append(zh));
            return new(new(why, string.Join("; ", _notes.Select(n => n.En).Append(en))));
        }

        private void Note(string zh, string en, Person person) =>
            _notes.Add(new(zh.Replace("{0}", person.Name, StringComparison.Ordinal), en.Replace("{0}", person.Name, StringComparison.Ordinal)));
    }
}
