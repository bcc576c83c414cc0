using System.Collections.Immutable;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Calendar;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Workflows.Activities.UserTasks;

/// <summary>What people do with a row besides deciding it: hand it on, bring others in, urge, send copies.</summary>
internal static class UserTaskActions
{
    /// <summary>Rows of one step; far more than anybody can wait for.</summary>
    private const int MaxRows = 50;

    public static ActivityResult Take(ActivityExecutionContext context, CaseFacts facts, UserTaskStep step, TaskAction action)
    {
        var memory = UserTaskMemory.Of(context);
        if (memory.FindOpen(action.TaskId) is not { } row) return context.Refuse(new(RejectionKind.InvalidState, "task-closed"));
        if (Check(facts, step, memory, action) is { } rejection) return context.Refuse(rejection);

        return action.Right switch
        {
            TaskRights.Transfer => Transfer(context, facts, step, memory, row, action),
            TaskRights.Delegate => BringIn(context, facts, step, memory, row, action, "entry.delegated"),
            TaskRights.AddSign => BringIn(context, facts, step, memory, row, action, $"entry.signers-{action.Position.ToString().ToLowerInvariant()}"),
            TaskRights.Urge => Urge(context, facts, step, memory, row, action),
            _ => Copy(context, facts, step, memory, action),
        };
    }

    private static Rejection? Check(CaseFacts facts, UserTaskStep step, UserTaskMemory memory, TaskAction action)
    {
        if (!step.Rights.HasFlag(action.Right)) return new(RejectionKind.Forbidden, "verb-not-allowed");
        if (action.Right is TaskRights.Urge) return action.ById == facts.Case.ApplicantId ? null : new(RejectionKind.Forbidden, "urge-not-yours");
        if (action.PersonIds.IsEmpty) return Field("value-missing");

        foreach (var id in action.PersonIds)
        {
            if (facts.Organisation.FindPerson(id) is not { IsActive: true } person) return Field("colleague-unknown", id);
            if (id == action.ById || id == action.OnBehalfOfId) return Field("colleague-is-self");
            if (action.Right is TaskRights.Copy) continue;
            if (id == facts.Case.ApplicantId) return Field("colleague-is-applicant", person.Name);
            if (memory.Undecided.Any(known => known.PersonIds.Contains(id))) return Field("colleague-asked-already", person.Name);
        }

        return memory.Rows.Length + action.PersonIds.Length > MaxRows ? Field("too-many-signers", $"{MaxRows}") : null;

        Rejection Field(string code, params ImmutableArray<string> arguments) => new(RejectionKind.Invalid, code, arguments) { Fields = [new("to", code, arguments)] };
    }

    private static ActivityResult Transfer(
        ActivityExecutionContext context, CaseFacts facts, UserTaskStep step, UserTaskMemory memory, UserTaskRow row, TaskAction action)
    {
        var handed = row with { PersonIds = [action.PersonIds[0]], UrgedAt = null };
        context.Emit(new UserTaskHanded(row.TaskId, new(row.BookmarkId), handed.PersonIds, null, false)
        {
            Reasons = Reasons(facts, action, "转办", "transferred by"),
            AskedAs = AskedAs.Transferred,
            AskedById = HolderOf(action),
        });
        context.Emit(new ParticipantsAdded(facts.Case.CaseId, handed.PersonIds));
        Note(context, facts, action, "entry.transferred");
        UserTaskTurn.Tell(context, facts, step, handed, null, "task.assigned-undated");
        return UserTaskTurn.Take(context, facts, step, memory.With(handed));
    }

    /// <summary>A row each for those brought in; whoever brings them in keeps his own, and waits where they come first.</summary>
    private static ActivityResult BringIn(
        ActivityExecutionContext context, CaseFacts facts, UserTaskStep step, UserTaskMemory memory, UserTaskRow row, TaskAction action, string textKey)
    {
        var isAdvice = action.Right is TaskRights.Delegate;
        var (position, askedAs) = isAdvice ? (SignPosition.Before, AskedAs.Delegated) : (action.Position, Enum.Parse<AskedAs>($"{action.Position}"));
        var made = ImmutableDictionary.CreateBuilder<Guid, NewRow>();
        var rows = ImmutableArray.CreateBuilder<UserTaskRow>();
        foreach (var reason in Reasons(facts, action, isAdvice ? "委派" : "加签", isAdvice ? "delegated by" : "added by"))
        {
            var added = new UserTaskRow(context.NewId(), [reason.PersonId]) { State = RowState.New, ParentId = row.TaskId, Position = position, IsAdvice = isAdvice };
            rows.Add(added);
            made.Add(added.TaskId, new([reason], askedAs, HolderOf(action)));
        }

        Note(context, facts, action, textKey);
        memory = memory.With(row with { PersonIds = [HolderOf(action)] });
        return UserTaskTurn.Take(context, facts, step, memory with { Rows = [.. memory.Rows, .. rows] }, made.ToImmutable());
    }

    private static ActivityResult Urge(
        ActivityExecutionContext context, CaseFacts facts, UserTaskStep step, UserTaskMemory memory, UserTaskRow row, TaskAction action)
    {
        var again = row.UrgedAt?.AddHours(context.Get(TallyInputs.UrgeIntervalHours));
        if (again > context.Now) return context.Refuse(new(RejectionKind.InvalidState, "urged-already", OfficeHours.Default.MomentText(again.Value)));

        context.Emit(new UserTaskUrged(row.TaskId, action.ById));
        context.Record(facts, "entry.urged", NameOf(facts, action.ById));
        context.Tell(facts, row.PersonIds, "task.urged", [step.Name, context.ReadText(CaseVariables.Title), NameOf(facts, action.ById)], row.TaskId);
        return UserTaskTurn.Take(context, facts, step, memory.With(row with { UrgedAt = context.Now }));
    }

    private static ActivityResult Copy(ActivityExecutionContext context, CaseFacts facts, UserTaskStep step, UserTaskMemory memory, TaskAction action)
    {
        context.Emit(new CaseCopied(facts.Case.CaseId, action.PersonIds, HolderOf(action), context.Node.Id));
        Note(context, facts, action, "entry.copied");
        context.Tell(facts, action.PersonIds, "case.copied", [context.ReadText(CaseVariables.Title), NameOf(facts, action.ById)]);
        return UserTaskTurn.Take(context, facts, step, memory);
    }

    /// <summary>Whose task it is.</summary>
    private static string HolderOf(TaskAction action) => action.OnBehalfOfId ?? action.ById;

    private static ImmutableArray<Reason> Reasons(CaseFacts facts, TaskAction action, string zh, string en)
    {
        var name = NameOf(facts, HolderOf(action));
        return [.. action.PersonIds.Select(id => new Reason(id, $"{name}{zh}", $"{en} {name}"))];
    }

    private static void Note(ActivityExecutionContext context, CaseFacts facts, TaskAction action, string textKey)
    {
        var names = action.PersonIds.Select(id => NameOf(facts, id)).ToList();
        var by = action.OnBehalfOfId is { } other ? $"{NameOf(facts, action.ById)}（代 {NameOf(facts, other)}）" : NameOf(facts, action.ById);
        ImmutableArray<string> arguments = [by, string.Join('、', names), string.Join(", ", names)];
        if (action.Opinion is { } opinion) context.Record(facts, $"{textKey}.why", arguments.Add(opinion));
        else context.Record(facts, textKey, arguments);
    }

    private static string NameOf(CaseFacts facts, string personId) => facts.Organisation.FindPerson(personId)?.Name ?? personId;
}
