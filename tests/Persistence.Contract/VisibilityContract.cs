using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using StaffFlows.Engine.Execution;
using StaffFlows.Persistence.Contract.Providers;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.UserTasks;
using Case = StaffFlows.Workflows.Cases.Case;

namespace StaffFlows.Persistence.Contract;

public sealed class Visibility_on_Sqlite(SqliteProvider provider) : VisibilityContract(provider), IClassFixture<SqliteProvider>;

public sealed class Visibility_on_PostgreSql(PostgreSqlProvider provider) : VisibilityContract(provider), IClassFixture<PostgreSqlProvider>;

public sealed class Visibility_on_SqlServer(SqlServerProvider provider) : VisibilityContract(provider), IClassFixture<SqlServerProvider>;

public abstract class VisibilityContract(Provider provider)
{
    /// <summary>Who looks, and whether he sees the submitted case of U04's W05 and its applicant's draft.</summary>
    private static readonly (string Reason, Viewer Viewer, bool Submitted, bool Draft)[] Cases =
    [
        ("the applicant sees both", new("E030", [], [], []), true, true),
        ("a candidate of a task has to do with it", new("E022", [], [], []), true, false),
        ("a colleague has nothing to do with it", new("E031", [], [], []), false, false),
        ("the unit's leader", new("E013", [], ["U04"], []), true, false),
        ("another unit's leader", new("E012", [], ["U03"], []), false, false),
        ("the window's head", new("E099", [], [], ["W05"]), true, false),
        ("another window's head", new("E098", [], [], ["W06"]), false, false),
        ("the centre's director sees every case, but no draft", new("E004", ["CenterDirector"], [], []), true, false),
        ("a process owner designs flows and reads no cases", new("E097", ["ProcessOwner"], [], []), false, false),
    ];

    [ContractFact]
    public async Task A_case_is_seen_by_those_who_have_to_do_with_it_and_a_draft_by_its_applicant()
    {
        var (header, draft) = (Bursts.Header("E030"), Guid.CreateVersion7());
        var opened = Bursts.Opened(header, unit: "U04", window: "W05");
        (await provider.Get<IWorkflowInstanceStore>().CommitAsync(
            Bursts.Instance().Commit(opened, Bursts.Requested(header.CaseId, "E022")), default)).ShouldBeCommitted();
        await provider.WriteAsync((db, _) =>
        {
            db.Cases.Add(Visibility.Draft(draft, "E030", "U04", "W05"));
            return Task.CompletedTask;
        });

        await using var db = provider.Read();
        foreach (var (reason, viewer, submitted, drafted) in Cases)
        {
            var seen = await db.Cases.VisibleTo(viewer).Select(c => c.Id).ToListAsync();
            (seen.Contains(header.CaseId), seen.Contains(draft)).ShouldBe((submitted, drafted), reason);
        }
    }
}

internal static class Visibility
{
    public static Case Draft(Guid id, string applicant, string? unit = null, string? window = null) => new()
    {
        Id = id,
        Procedure = "leave",
        ApplicantId = applicant,
        SubjectId = applicant,
        UnitId = unit,
        WindowId = window,
        FormKey = "leave",
        FormVersion = 1,
        ProfileKey = "FangCounty",
        ProfileVersion = 1,
        CreatedAt = Bursts.Monday,
    };
}
