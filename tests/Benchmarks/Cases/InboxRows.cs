using System.Globalization;
using StaffFlows.Benchmarks.Databases;

namespace StaffFlows.Benchmarks.Cases;

/// <summary>
/// Fills the inboxes of a large hall. The schema holds a row for each person who may claim a task, so a group is its members:
/// each person belongs to two to nine groups, and most open tasks have an assignee. The first person has the longest queue, half of it
/// his own and half shared with nine others.
/// </summary>
internal static class InboxRows
{
    private const int SharedByEachGroup = 20;
    private const int Desk = 10;

    /// <param name="people">How many of the people have inboxes; those of the demo organisation have none.</param>
    public static async Task FillAsync(PostgreSqlStore store, Sizes sizes, int people, CancellationToken ct)
    {
        var filling = new Multiplication(store);
        var (own, shared) = (sizes.LongestQueue / 2, sizes.LongestQueue + (sizes.Groups * SharedByEachGroup));
        var isShared = Text($"g > {own} AND g <= {shared}");
        var (task, @case) = await FindTemplateAsync(store, ct);
        await filling.BeginAsync(ct);
        await filling.CopyAsync("cases", $"id = '{@case}'", 1, sizes.OpenTasks, new Dictionary<string, string>
        {
            ["id"] = "md5('c' || g)::uuid",
            ["applicant_id"] = Person("g * 7919", people),
            ["subject_id"] = Person("g * 7919", people),
            ["created_at"] = "created_at - g * interval '1 second'",
        }, ct);
        await filling.CopyAsync("user_tasks", $"id = '{task}'", 1, sizes.OpenTasks, new Dictionary<string, string>
        {
            ["id"] = "md5('t' || g)::uuid",
            ["case_id"] = "md5('c' || g)::uuid",
            ["assignee_id"] = Text($"CASE WHEN {isShared} THEN NULL WHEN g <= {own} THEN {Person("0", people)} ELSE {Person("g * 31", people)} END"),
            ["state"] = $"CASE WHEN {isShared} THEN 'Created' ELSE 'Assigned' END",
            ["created_at"] = "created_at - g * interval '1 second'",
        }, ct);
        await filling.CopyAsync("user_tasks", $"id = '{task}'", 1, sizes.DoneTasks, new Dictionary<string, string>
        {
            ["id"] = "md5('d' || g)::uuid",
            ["case_id"] = Text($"md5('c' || (1 + g % {sizes.OpenTasks}))::uuid"),
            ["assignee_id"] = Person("g * 17", people),
            ["decided_by_id"] = Person("g * 17", people),
            ["state"] = "'Completed'",
            ["outcome"] = "'agree'",
            ["created_at"] = "created_at - g * interval '1 second' - interval '1 day'",
            ["closed_at"] = "created_at - g * interval '1 second'",
        }, ct);
        await filling.InsertAsync(
            Text($"""
                INSERT INTO task_candidates (task_id, person_id, created_at)
                SELECT t.id, {Person("p", people)}, t.created_at FROM generate_series({own + 1}, {sizes.LongestQueue}) g JOIN user_tasks t ON t.id = md5('t' || g)::uuid, generate_series(0, {Desk - 1}) p;
                INSERT INTO task_candidates (task_id, person_id, created_at)
                SELECT DISTINCT t.id, {Person("p", people)}, t.created_at
                FROM generate_series({sizes.LongestQueue + 1}, {shared}) g JOIN user_tasks t ON t.id = md5('t' || g)::uuid
                JOIN (SELECT p, (p * 13 + j * 61) % {sizes.Groups} AS team FROM generate_series(0, {people - 1}) p, generate_series(0, 8) j WHERE j < 2 + p % 8) member
                ON member.team = g % {sizes.Groups};
                """), ct);
        await filling.EndAsync(ct);
    }

    private static async Task<(Guid Task, Guid Case)> FindTemplateAsync(PostgreSqlStore store, CancellationToken ct) =>
        (await store.QueryAsync("SELECT id, case_id FROM user_tasks WHERE closed_at IS NULL LIMIT 1", row => (row.GetGuid(0), row.GetGuid(1)), ct))[0];

    /// <summary>The person of that number, as <see cref="Procedures.Staff.Name"/> names him.</summary>
    private static string Person(string number, int people) => Text($"'b' || lpad((({number}) % {people})::text, 5, '0')");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
