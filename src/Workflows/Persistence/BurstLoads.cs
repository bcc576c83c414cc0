using System.Data.Common;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Persistence.Model;
using StaffFlows.Workflows.Persistence.Rows;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Workflows.Persistence;

/// <summary>Reads in one round trip what a burst is going to need: the instance, its case with the audit chain's end, the office's versions.</summary>
internal sealed class BurstLoads(Tables tables, OfficeSnapshots offices, IFactSource facts, RememberedFacts remembered)
{
    private readonly LoadStatements sql = new(tables);

    public async Task<LoadedBurst?> LoadInstanceAsync(IRowDatabase database, WorkflowInstanceId id, CancellationToken ct)
    {
        var reading = new Reading(tables);
        await database.ReadAsync([reading.Versions(sql), reading.Instance(sql.OfInstance, sql.InstanceId(id.Value))], ct);
        return await FinishAsync(reading, null, ct);
    }

    /// <summary>The same from one of its tasks, with the rows of the task's step and the request's first answer.</summary>
    public async Task<TaskLoad> LoadTaskAsync(IRowDatabase database, Guid taskId, (string UserId, string Key)? request, CancellationToken ct)
    {
        var reading = new Reading(tables);
        var id = sql.TaskId(taskId);
        List<RowQuery> queries = [reading.Versions(sql), reading.Instance(sql.OfTask, id), reading.Tasks(sql, id), reading.Candidates(sql, taskId)];
        if (request is var (userId, key)) queries.Add(reading.Answer(sql, userId, key));
        await database.ReadAsync(queries, ct);

        var burst = await FinishAsync(reading, remembered, ct);
        return new(
            reading.Rows.Find<UserTask>(taskId, out var task) ? task : null, reading.Case, burst?.Beside.Office ?? await offices.AtAsync(reading.OfficeVersions, ct), reading.Answered, burst);
    }

    /// <summary>Everything that a start needs; a new case is known not to be there.</summary>
    public async Task<StartLoad> LoadStartAsync(IRowDatabase database, Guid caseId, bool isDraft, (string UserId, string Key)? request, CancellationToken ct)
    {
        var reading = new Reading(tables);
        var published = new List<PublishedVersion>();
        List<RowQuery> queries = [reading.Versions(sql), new(sql.Published, [], reader => published.Add(PublishedVersion.Read(reader)))];
        if (isDraft) queries.Add(reading.Draft(sql.OfDraft, sql.CaseId(caseId)));
        else reading.MissCase(caseId);
        if (request is var (userId, key)) queries.Add(reading.Answer(sql, userId, key));
        await database.ReadAsync(queries, ct);

        var office = await offices.AtAsync(reading.OfficeVersions, ct);
        return new(office, reading.Case, reading.Answered, published, new LoadedStart(caseId, reading.Rows, office, facts, remembered));
    }

    private async Task<LoadedBurst?> FinishAsync(Reading reading, RememberedFacts? known, CancellationToken ct)
    {
        if (reading.Stored is not { } stored) return null;

        var office = await offices.AtAsync(reading.OfficeVersions, ct);
        return new(WorkflowInstanceJson.Read(stored.State) with { Version = stored.Version }, reading.Case?.Id, reading.Rows, office, facts, known);
    }

    private sealed class Reading(Tables tables)
    {
        public KnownRows Rows { get; } = new();

        public Dictionary<string, long> OfficeVersions { get; } = [];

        public StoredInstance? Stored { get; private set; }

        public Case? Case { get; private set; }

        public AnsweredRequest? Answered { get; private set; }

        public RowQuery Versions(LoadStatements sql) => new(sql.Versions, [], reader => OfficeVersions[reader.GetString(0)] = reader.GetInt64(1));

        public RowQuery Instance(string statement, RowValue id) => new(statement, [id], reader =>
        {
            var field = 0;
            Stored = Find<StoredInstance>(reader, ref field);
            TakeCase(reader, ref field);
        });

        public RowQuery Draft(string statement, RowValue id) => new(statement, [id], reader =>
        {
            var field = 0;
            TakeCase(reader, ref field);
        });

        public void MissCase(Guid id)
        {
            Rows.Miss<Case>(id);
            Rows.Miss<AuditHead>(CommitScope.Chain(id));
            Rows.Miss<StoredLeaveEntry>(id);
        }

        public RowQuery Tasks(LoadStatements sql, RowValue id) => new(sql.TasksOfStep, [id], reader =>
        {
            var task = (UserTask)tables.Of<UserTask>().Read(reader, 0);
            Rows.Take(task.Id, task);
        });

        /// <summary>Comes after the tasks.</summary>
        public RowQuery Candidates(LoadStatements sql, Guid taskId) => new(sql.CandidatesOfTask, [sql.CandidateOf(taskId)], reader =>
        {
            if (Rows.Find<UserTask>(taskId, out var task)) task!.Candidates.Add((TaskCandidate)tables.Of<TaskCandidate>().Read(reader, 0));
        });

        public RowQuery Answer(LoadStatements sql, string userId, string key) => new(
            sql.Answer, sql.AnswerKey(userId, key), reader => Answered = (AnsweredRequest)tables.Of<AnsweredRequest>().Read(reader, 0));

        private void TakeCase(DbDataReader reader, ref int field)
        {
            Case = Find<Case>(reader, ref field);
            var head = Find<AuditHead>(reader, ref field);
            var leave = Find<StoredLeaveEntry>(reader, ref field);
            if (Case is not { } @case) return;

            Rows.Take(@case.Id, @case);
            TakeOrMiss(CommitScope.Chain(@case.Id), head);
            TakeOrMiss(@case.Id, leave);
        }

        private T? Find<T>(DbDataReader reader, ref int field)
            where T : class
        {
            var table = tables.Of<T>();
            var row = (T?)table.Find(reader, field);
            field += table.Columns.Count;
            return row;
        }

        private void TakeOrMiss<T>(object key, T? row)
            where T : class
        {
            if (row is null) Rows.Miss<T>(key);
            else Rows.Take(key, row);
        }
    }
}
