using Microsoft.EntityFrameworkCore;
using StaffFlows.Engine.Definitions;
using StaffFlows.Engine.Execution;
using StaffFlows.Persistence.Contract.Providers;
using StaffFlows.Workflows;
using StaffFlows.Workflows.Persistence;

namespace StaffFlows.Persistence.Contract;

public sealed class Definition_history_on_Sqlite(SqliteProvider provider) : DefinitionHistoryContract(provider), IClassFixture<SqliteProvider>;

public sealed class Definition_history_on_PostgreSql(PostgreSqlProvider provider) : DefinitionHistoryContract(provider), IClassFixture<PostgreSqlProvider>;

public sealed class Definition_history_on_SqlServer(SqlServerProvider provider) : DefinitionHistoryContract(provider), IClassFixture<SqlServerProvider>;

/// <summary>Drafts, publishing, retracting, reverting, deleting; and what each leaves of the triggers.</summary>
public abstract class DefinitionHistoryContract(Provider provider)
{
    private const string Editor = "E010";

    private DefinitionStore Store => provider.Get<DefinitionStore>();

    private IWorkflowInstanceStore Instances => provider.Get<IWorkflowInstanceStore>();

    [ContractFact]
    public async Task A_draft_over_a_published_version_is_the_next_one_and_is_then_written_in_place()
    {
        await PublishedAsync("draft", "one");
        var draft = Done(await Store.SaveDraftAsync(Definitions.Of("draft", "two"), Editor, default));
        var again = Done(await Store.SaveDraftAsync(Definitions.Of("draft", "three"), Editor, default));

        (draft.Version, again.Version, again.Id).ShouldBe((2, 2, draft.Id));
        (await HistoryAsync("draft")).ShouldBe(["2 latest draft", "1 published"]);
        TextOf(await Store.FindPublishedAsync("draft", default)).ShouldBe("one");
        TextOf(await Store.FindLatestAsync("draft", default)).ShouldBe("three");
    }

    [ContractFact]
    public async Task A_draft_that_was_started_stays_as_it_was()
    {
        var tried = Done(await Store.SaveDraftAsync(Definitions.Of("tried", "one"), Editor, default));
        (await Instances.CommitAsync(Bursts.Start("tried").Commit(), default)).ShouldBeCommitted();

        Done(await Store.SaveDraftAsync(Definitions.Of("tried", "two"), Editor, default)).Version.ShouldBe(2);

        TextOf(await Store.FindVersionAsync(tried.Id, default)).ShouldBe("one");
    }

    [ContractFact]
    public async Task Publishing_makes_its_triggers_the_only_ones()
    {
        await PublishedAsync("indexed", "one", "arrival", "departure");
        Done(await Store.SaveDraftAsync(Definitions.Of("indexed", "two", "arrival", "daily"), Editor, default));
        (await TriggersAsync("indexed")).ShouldBe(["1 arrival", "1 departure"]);

        Done(await Store.PublishAsync("indexed", Editor, default));
        (await TriggersAsync("indexed")).ShouldBe(["2 arrival", "2 daily"]);

        (await HistoryAsync("indexed")).ShouldBe(["2 latest published", "1"]);
    }

    [ContractFact]
    public async Task Publishing_again_changes_nothing_but_indexes_what_an_earlier_release_did_not()
    {
        await PublishedAsync("again", "one", "daily");
        var before = await DueAtAsync("again");
        provider.Clock.Advance(TimeSpan.FromSeconds(1));

        Done(await Store.PublishAsync("again", Editor, default));
        (await DueAtAsync("again")).ShouldBe(before);

        await provider.WriteAsync((db, ct) => db.Triggers.Where(t => t.DefinitionId == "again").ExecuteDeleteAsync(ct));
        Done(await Store.PublishAsync("again", Editor, default));
        (await TriggersAsync("again")).ShouldBe(["1 daily"]);
    }

    [ContractFact]
    public async Task What_does_not_compile_is_not_published_and_everything_stays()
    {
        await PublishedAsync("broken", "one", "arrival");
        var refused = await Store.ImportAsync(Definitions.Of("broken", "two", "broken"), publish: true, Editor, default);

        (refused.Rejection!.Kind, refused.Rejection.Code).ShouldBe((RejectionKind.Invalid, "definition-invalid"));
        (await HistoryAsync("broken")).ShouldBe(["1 latest published"]);
        (await TriggersAsync("broken")).ShouldBe(["1 arrival"]);
    }

    [ContractFact]
    public async Task What_is_retracted_starts_nothing_and_never_changes_again()
    {
        var published = await PublishedAsync("retracted", "one", "arrival");

        Done(await Store.RetractAsync("retracted", Editor, default)).IsPublished.ShouldBeFalse();

        (await Store.FindPublishedAsync("retracted", default)).ShouldBeNull();
        (await TriggersAsync("retracted")).ShouldBeEmpty();
        (await Store.RetractAsync("retracted", Editor, default)).Rejection!.Code.ShouldBe("definition-not-published");
        Done(await Store.SaveDraftAsync(Definitions.Of("retracted", "two"), Editor, default)).Version.ShouldBe(2);
        TextOf(await Store.FindVersionAsync(published.Id, default)).ShouldBe("one");
    }

    [ContractFact]
    public async Task An_old_version_comes_back_as_the_newest_draft()
    {
        await PublishedAsync("reverted", "one");
        await PublishedAsync("reverted", "two");
        Done(await Store.SaveDraftAsync(Definitions.Of("reverted", "three"), Editor, default));

        var draft = Done(await Store.RevertAsync("reverted", 1, Editor, default));

        (draft.Version, TextOf(draft)).ShouldBe((4, "one"));
        (await HistoryAsync("reverted")).ShouldBe(["4 latest draft", "3", "2 published", "1"]);
        Done(await Store.PublishAsync("reverted", Editor, default)).Id.ShouldBe(draft.Id);
    }

    [ContractFact]
    public async Task A_version_that_instances_need_can_not_be_deleted_and_says_how_many()
    {
        await PublishedAsync("needed", "one");
        var (runs, faulted, over) = (Bursts.Start("needed"), Bursts.Start("needed") with { SubStatus = WorkflowSubStatus.Faulted }, Bursts.Start("needed").Ended());
        foreach (var instance in new[] { runs, faulted, over }) (await Instances.CommitAsync(instance.Commit(), default)).ShouldBeCommitted();
        await PublishedAsync("needed", "two");

        var refused = (await Store.DeleteVersionAsync("needed", 1, Editor, default)).Rejection!;
        (refused.Kind, refused.Code, refused.Arguments.Single()).ShouldBe((RejectionKind.InvalidState, "definition-in-use", "2"));
        (await Store.DeleteAsync("needed", Editor, default)).Rejection!.Code.ShouldBe("definition-in-use");

        foreach (var id in new[] { runs.Id, faulted.Id })
            (await Instances.CommitAsync((await Instances.FindAsync(id, default))!.Ended().Commit(), default)).ShouldBeCommitted();
        Done(await Store.DeleteVersionAsync("needed", 1, Editor, default));
        (await HistoryAsync("needed")).ShouldBe(["2 latest published"]);
    }

    [ContractFact]
    public async Task What_is_deleted_takes_its_triggers_and_its_id_along_and_the_newest_left_is_the_latest()
    {
        var first = await PublishedAsync("deleted", "one");
        await PublishedAsync("deleted", "two", "arrival");

        Done(await Store.DeleteVersionAsync("deleted", 2, Editor, default));
        (await HistoryAsync("deleted")).ShouldBe(["1 latest"]);
        (await TriggersAsync("deleted")).ShouldBeEmpty();
        Done(await Store.SaveDraftAsync(Definitions.Of("deleted", "three"), Editor, default)).Version.ShouldBe(2);

        Done(await Store.DeleteAsync("deleted", Editor, default));
        (await Store.ReadVersionsAsync("deleted", default)).ShouldBeEmpty();
        Done(await Store.SaveDraftAsync(Definitions.Of("deleted", "four"), Editor, default)).Id.ShouldNotBe(first.Id);
    }

    [ContractFact]
    public async Task Nothing_starts_from_a_version_that_was_deleted_meanwhile()
    {
        await PublishedAsync("late", "one");
        Done(await Store.DeleteAsync("late", Editor, default));

        (await Instances.CommitAsync(Bursts.Start("late").Commit(), default)).ShouldBeRefused("definition-not-found");
    }

    [ContractFact]
    public async Task Of_a_start_and_a_deletion_at_once_only_one_happens()
    {
        for (var round = 0; round < 10; round++)
        {
            var id = $"race-{round}";
            await PublishedAsync(id, "one");
            var (start, delete) = (Instances.CommitAsync(Bursts.Start(id).Commit(), default), Store.DeleteAsync(id, Editor, default));

            (await start is CommitResult.Committed).ShouldBe((await delete).Rejection is not null);
        }
    }

    [ContractFact]
    public async Task Every_change_tells_who_made_it()
    {
        await PublishedAsync("audited", "one");
        await PublishedAsync("audited", "two");
        Done(await Store.RevertAsync("audited", 1, Editor, default));
        Done(await Store.RetractAsync("audited", Editor, default));
        Done(await Store.DeleteVersionAsync("audited", 3, Editor, default));

        await using var db = provider.Read();
        (await db.AuditEntries.Where(e => e.Aggregate == "definition:audited").OrderBy(e => e.Sequence).Select(e => $"{e.Action} {e.ActorId}").ToListAsync()).ShouldBe(
        [
            "definition.stored E010", "definition.published E010", "definition.stored E010", "definition.published E010",
            "definition.reverted E010", "definition.retracted E010", "definition.deleted E010",
        ]);
        (await provider.Get<AuditChain>().VerifyAsync("definition:audited", default)).Single().IsWhole.ShouldBeTrue();
    }

    [ContractFact]
    public async Task Of_what_is_not_there_nothing_is_done()
    {
        foreach (var change in new[] { Store.RetractAsync("no", null, default), Store.RevertAsync("no", 1, null, default), Store.DeleteVersionAsync("no", 1, null, default), Store.DeleteAsync("no", null, default) })
            (await change).Rejection!.ShouldSatisfyAllConditions(r => r.Kind.ShouldBe(RejectionKind.NotFound), r => r.Code.ShouldBe("definition-unknown"));
    }

    [ContractFact]
    public async Task Published_by_many_at_once_one_version_is_published()
    {
        await Task.WhenAll(Enumerable.Range(0, 12).Select(i => Store.ImportAsync(Definitions.Of("crowd", $"text-{i}", "arrival"), publish: true, Editor, default)));

        var versions = await Store.ReadVersionsAsync("crowd", default);
        (versions.Count, versions.Count(v => v.IsLatest), versions.Count(v => v.IsPublished)).ShouldBe((12, 1, 1));
        (await TriggersAsync("crowd")).ShouldBe(["12 arrival"]);
    }

    private static WorkflowDefinition Done(Result<WorkflowDefinition> result)
    {
        result.Rejection.ShouldBeNull();
        return result.Value!;
    }

    private static string? TextOf(WorkflowDefinition? definition) => (string?)definition.ShouldNotBeNull().Root["text"];

    private async Task<WorkflowDefinition> PublishedAsync(string id, string text, params string[] startsOn) =>
        Done(await Store.ImportAsync(Definitions.Of(id, text, startsOn), publish: true, Editor, default));

    private async Task<List<string>> HistoryAsync(string id) =>
        [.. (await Store.ReadVersionsAsync(id, default)).Select(v => $"{v.Version}{(v.IsLatest ? " latest" : "")}{(v.IsPublished ? " published" : "")}{(v.IsDraft ? " draft" : "")}")];

    private async Task<List<string>> TriggersAsync(string id)
    {
        await using var db = provider.Read();
        var rows = await db.Triggers.Where(t => t.DefinitionId == id)
            .Join(db.Definitions, t => t.DefinitionVersionId, d => d.Id, (t, d) => new { d.Version, t.NodeId }).ToListAsync();
        return [.. rows.Select(r => $"{r.Version} {r.NodeId.Split(':')[^1]}").Order(StringComparer.Ordinal)];
    }

    private async Task<DateTimeOffset?> DueAtAsync(string id)
    {
        await using var db = provider.Read();
        return await db.Triggers.Where(t => t.DefinitionId == id).Select(t => t.DueAt).SingleAsync();
    }
}
