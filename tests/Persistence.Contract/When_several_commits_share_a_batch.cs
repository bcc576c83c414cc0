using StaffFlows.Persistence.Contract.Providers;
using StaffFlows.Workflows.Persistence.PostgreSql;
using StaffFlows.Workflows.Persistence.Rows;
using StaffFlows.Workflows.UserTasks;
using Case = StaffFlows.Workflows.Cases.Case;

namespace StaffFlows.Persistence.Contract;

/// <summary>What each looks at and changes comes first, then what all of them remove and add, owners before what belongs to them, and last what needs a drawn number.</summary>
public sealed class When_several_commits_share_a_batch(SqliteProvider provider) : IClassFixture<SqliteProvider>
{
    private Tables Tables => provider.Get<Tables>();

    [Fact]
    public void The_rows_that_they_add_to_one_table_are_one_statement_and_a_case_comes_before_the_tasks_of_another()
    {
        RowStatement first = new("UPDATE first", []), second = new("UPDATE second", []);
        var (one, other) = (Task(), Task());

        var batch = Of([Insert(one), first], [second, Insert(Bursts.Draft(Bursts.Header("E030"))), Insert(other)]);

        batch.Select(Told).ShouldBe(["UPDATE first", "UPDATE second", "1 Case", "2 UserTask"]);
        batch[^1].Adds!.Rows.ShouldBe([one, other]);
    }

    [Fact]
    public void Many_rows_go_in_by_few_sizes_of_statements() =>
        Of([.. Enumerable.Range(0, 23).Select(_ => new[] { Insert(Task()) })]).Select(Told).ShouldBe(["16 UserTask", "4 UserTask", "2 UserTask", "1 UserTask"]);

    [Fact]
    public void What_they_remove_from_one_table_goes_by_one_statement_after_all_that_may_refuse_them()
    {
        RowStatement first = new("UPDATE first", []), second = new("UPDATE second", []);

        var batch = Of([first, Delete("one"), Insert(Task())], [second, Delete("other", "third"), Delete("fourth")]);

        batch.Select(Told).ShouldBe(["UPDATE first", "UPDATE second", "DELETE one, other, third, fourth", "1 UserTask"]);
    }

    [Fact]
    public void What_belongs_to_others_goes_before_them()
    {
        var (cases, tasks) = (Delete<Case>(nameof(Case.Id), "a case", "another"), Delete<UserTask>(nameof(UserTask.CaseId), "its task"));

        Of([Delete<Case>(nameof(Case.Id), "a case")], [tasks, Delete<Case>(nameof(Case.Id), "another")]).Select(Told).ShouldBe([Told(tasks), Told(cases)]);
    }

    [Fact]
    public void What_comes_after_a_drawn_number_stays_behind_it()
    {
        RowStatement draw = new("DRAW", []) { OnRow = _ => { } }, numbered = new("NUMBERED", []);

        var batch = Of([draw, numbered], [new("UPDATE", []), Insert(Task()), draw, numbered]);

        batch.Select(Told).ShouldBe(["UPDATE", "1 UserTask", "DRAW", "NUMBERED", "DRAW", "NUMBERED"]);
    }

    private static List<RowStatement> Of(params RowStatement[][] commits) => CommonBatch.Of([.. commits.Select(statements => new PendingCommit(statements, default))]);

    private static string Told(RowStatement statement) => statement switch
    {
        { Adds: { } added } => $"{added.Rows.Count} {added.Rows.First().GetType().Name}",
        { Removes: { } gone } => $"DELETE {string.Join(", ", gone.Values)}",
        _ => statement.Sql,
    };

    private RowStatement Delete(params string[] persons) => Delete<TaskCandidate>(nameof(TaskCandidate.PersonId), persons);

    private RowStatement Delete<T>(string property, params object[] values)
        where T : class => Tables.Of<T>().Delete(Tables.Of<T>().Column(property), values);

    private RowStatement Insert<T>(T row)
        where T : class => Tables.Of<T>().Insert([row], keepsPresent: false);

    private static UserTask Task() => new()
    {
        Id = Guid.CreateVersion7(), CaseId = Guid.CreateVersion7(), InstanceId = Guid.CreateVersion7(), BookmarkId = Guid.CreateVersion7(), ActivityExecutionId = Guid.CreateVersion7(),
        StepId = "windowHead", StepName = "窗口负责人审批", Mode = UserTaskMode.One, State = UserTaskState.Created, CreatedAt = Bursts.Monday, Reasons = [], Outcomes = [],
    };
}
