using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Persistence.Model;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Workflows.Persistence.Rows;

/// <summary>The questions of a load, in words that SQLite and PostgreSQL share; table and column names are the model's.</summary>
internal sealed class LoadStatements(Tables tables)
{
    private string? ofInstance;
    private string? ofTask;
    private string? tasksOfStep;

    private string? ofDraft;

    /// <summary>The versions that starts take, with their definitions.</summary>
    public string Published { get; } = "SELECT id, definition_id, version FROM workflow_definitions WHERE is_published";

    /// <summary>Case, end of its audit chain, leave entry; by the case's id.</summary>
    public string OfDraft => ofDraft ??= $"SELECT {CaseColumns} FROM cases c {OfCase} WHERE c.id = $1";

    public string Versions { get; } = "SELECT kind, version FROM snapshot_versions";

    /// <summary>Instance, case, end of its audit chain, leave entry; by the instance's id.</summary>
    public string OfInstance => ofInstance ??= $"""
        SELECT {Columns} FROM workflow_instances i LEFT JOIN cases c ON c.instance_id = i.id {OfCase} WHERE i.id = $1
        """;

    /// <summary>The same, by the id of one of its tasks.</summary>
    public string OfTask => ofTask ??= $"""
        SELECT {Columns} FROM user_tasks t JOIN workflow_instances i ON i.id = t.instance_id JOIN cases c ON c.id = t.case_id {OfCase} WHERE t.id = $1
        """;

    /// <summary>A task, and the open ones of the same step.</summary>
    public string TasksOfStep => tasksOfStep ??= $"""
        SELECT {tables.Of<UserTask>().ColumnsOf("t")} FROM user_tasks t WHERE t.id = $1
        UNION ALL SELECT {tables.Of<UserTask>().ColumnsOf("t")} FROM user_tasks t
        WHERE t.activity_execution_id = (SELECT activity_execution_id FROM user_tasks WHERE id = $1) AND t.closed_at IS NULL AND t.id <> $1
        """;

    public string CandidatesOfTask => tables.Of<TaskCandidate>().SelectBy(tables.Of<TaskCandidate>().Column(nameof(TaskCandidate.TaskId)));

    public string Answer => tables.Of<AnsweredRequest>().SelectByKey;

    private string Columns =>
        $"{tables.Of<StoredInstance>().ColumnsOf("i")}, {CaseColumns}";

    private string CaseColumns =>
        $"{tables.Of<Case>().ColumnsOf("c")}, {tables.Of<AuditHead>().ColumnsOf("h")}, {tables.Of<StoredLeaveEntry>().ColumnsOf("l")}";

    /// <summary>The chain's name is <see cref="CommitScope.Chain"/> of the case.</summary>
    private static string OfCase =>
        "LEFT JOIN audit_heads h ON h.aggregate = 'case:' || lower(replace(CAST(c.id AS text), '-', '')) LEFT JOIN leave_entries l ON l.case_id = c.id";

    public RowValue InstanceId(Guid id) => new(tables.Of<StoredInstance>().Key[0], id);

    public RowValue CaseId(Guid id) => new(tables.Of<Case>().Key[0], id);

    public RowValue TaskId(Guid id) => new(tables.Of<UserTask>().Key[0], id);

    public RowValue CandidateOf(Guid taskId) => new(tables.Of<TaskCandidate>().Column(nameof(TaskCandidate.TaskId)), taskId);

    public RowValue[] AnswerKey(string userId, string key)
    {
        var requests = tables.Of<AnsweredRequest>();
        return [new(requests.Column(nameof(AnsweredRequest.UserId)), userId), new(requests.Column(nameof(AnsweredRequest.Key)), key)];
    }
}
