using System.Globalization;
using System.Text;
using StaffFlows.Engine.Execution;

namespace StaffFlows.Drills.Cluster;

/// <summary>
/// What a day has left in the database, in words that are the same for every run: cases by applicant instead of ids, moments down to
/// ten minutes where they are those of the clock on the wall, due moments exactly.
/// </summary>
internal static class DayRecord
{
    private const string Local = "'YYYY-MM-DD HH24:MI'";

    public static async Task<string> ReadAsync(Records records)
    {
        var text = new StringBuilder();
        foreach (var line in await records.ListAsync(Summary, row => row.GetString(0))) text.AppendLine(line);
        var paths = await records.JournalsAsync();
        foreach (var applicant in (await records.ListAsync(Cases, row => (Id: row.GetString(0), Line: row.GetString(1)))).GroupBy(line => line.Id))
        {
            foreach (var (_, line) in applicant) text.AppendLine(line);
            text.Append("  path ").AppendJoin(", ", paths[applicant.Key].OrderBy(entry => entry.Sequence).Select(Step)).AppendLine();
        }

        return text.ToString();
    }

    private static string Step(JournalEntry entry) =>
        $"{entry.NodeId.Replace("Workflow1:Flowchart1:", "", StringComparison.Ordinal)} {entry.Event}"
        + (entry.DueAt is { } due ? string.Create(CultureInfo.InvariantCulture, $" due {due.ToOffset(TimeSpan.FromHours(8)):yyyy-MM-dd HH:mm}") : "");

    private static string Wall(string column) => $"to_char(date_bin('10 minutes', {column}, '2000-01-01') AT TIME ZONE 'Asia/Shanghai', {Local})";

    private static string Exactly(string column) => $"to_char({column} AT TIME ZONE 'Asia/Shanghai', {Local})";

    private const string Summary =
        """
        SELECT 'people ' || COUNT(*) FROM people
        UNION ALL (SELECT 'cases ' || status || ' ' || COUNT(*) FROM cases GROUP BY status ORDER BY status)
        UNION ALL (SELECT 'tasks ' || step_id || ' ' || state || COALESCE(' ' || outcome, '') || ' ' || COUNT(*) FROM user_tasks GROUP BY step_id, state, outcome ORDER BY step_id, state, outcome)
        UNION ALL (SELECT 'messages ' || text_key || ' ' || COUNT(*) FROM messages GROUP BY text_key ORDER BY text_key)
        UNION ALL (SELECT 'outbox ' || channel || ' ' || text_key || ' ' || COUNT(*) FROM outbox GROUP BY channel, text_key ORDER BY channel, text_key)
        UNION ALL (SELECT 'audit ' || action || ' ' || COUNT(*) FROM audit_entries WHERE aggregate LIKE 'case:%' GROUP BY action ORDER BY action)
        UNION ALL SELECT 'numbers ' || MIN(number) || ' to ' || MAX(number) || ', ' || COUNT(DISTINCT number) FROM cases
        UNION ALL SELECT 'timers waiting ' || COUNT(*) FROM timers
        UNION ALL SELECT 'commands waiting ' || COUNT(*) FROM engine_commands
        """;

    private static string Cases =>
        $"""
         SELECT applicant_id, line FROM (
             SELECT applicant_id, 0 AS part, created_at AS at, '' AS tie,
                 E'\n' || applicant_id || ' ' || status || ', submitted ' || {Wall("submitted_at")} || COALESCE(', closed ' || {Wall("closed_at")}, '') || ': ' || title AS line
             FROM cases
             UNION ALL
             SELECT c.applicant_id, 1, date_bin('10 minutes', t.created_at, '2000-01-01'), t.step_id || COALESCE(t.assignee_id, ''),
                 '  task ' || t.step_id || ' ' || {Wall("t.created_at")} || COALESCE(' due ' || {Exactly("t.due_at")}, '') || ' ' || t.state
                 || COALESCE(' by ' || t.assignee_id, '') || COALESCE(' ' || t.outcome || ' ' || t.decided_by_id || ' ' || {Wall("t.closed_at")}, '') || COALESCE(' ' || t.closed_because, '')
                 || COALESCE(' open to ' || (SELECT string_agg(person_id, ' ' ORDER BY person_id) FROM task_candidates o WHERE o.task_id = t.id), '')
             FROM user_tasks t JOIN cases c ON c.id = t.case_id
             UNION ALL
             SELECT c.applicant_id, 2, date_bin('10 minutes', m.created_at, '2000-01-01'), m.text_key || m.person_id,
                 '  told ' || m.person_id || ' ' || {Wall("m.created_at")} || ' ' || m.text_key
             FROM messages m JOIN cases c ON c.id = m.case_id
             UNION ALL
             SELECT c.applicant_id, 3, date_bin('10 minutes', e.at, '2000-01-01'), e.text_key,
                 '  line ' || {Wall("e.at")} || COALESCE(' ' || e.step_id, '') || ' ' || e.text_key || ' ' || e.arguments
             FROM case_entries e JOIN cases c ON c.id = e.case_id) AS lines
         ORDER BY applicant_id, part, at, tie, line
         """;
}
