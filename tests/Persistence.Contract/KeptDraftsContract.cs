using System.Globalization;
using StaffFlows.Engine.Execution;
using StaffFlows.Persistence.Contract.Providers;
using StaffFlows.Workflows.Persistence;

namespace StaffFlows.Persistence.Contract;

public sealed class Kept_drafts_on_Sqlite(SqliteProvider provider) : KeptDraftsContract(provider), IClassFixture<SqliteProvider>;

public sealed class Kept_drafts_on_PostgreSql(PostgreSqlProvider provider) : KeptDraftsContract(provider), IClassFixture<PostgreSqlProvider>;

public sealed class Kept_drafts_on_SqlServer(SqlServerProvider provider) : KeptDraftsContract(provider), IClassFixture<SqlServerProvider>;

/// <summary>Drafts whose save was refused: whose they are, how many, how long, and what becomes of them.</summary>
public abstract class KeptDraftsContract(Provider provider)
{
    private KeptDraftStore Store => provider.Get<KeptDraftStore>();

    [ContractFact]
    public async Task A_draft_is_its_author_s_alone_and_says_who_had_saved_and_when()
    {
        await KeepAsync("own", "E101", "mine");

        var kept = (await Store.ReadAsync("E101", default)).ShouldHaveSingleItem();
        (kept.DefinitionId, kept.Name, kept.ChangedById, kept.ChangedAt).ShouldBe(("own", "own", "E010", Bursts.Monday));
        KeptDraftStore.Read((await Store.FindAsync(kept.Id, "E101", default)).ShouldNotBeNull()).Root["text"]!.ToString().ShouldBe("mine");
        (await Store.ReadAsync("E102", default)).ShouldBeEmpty();
        (await Store.FindAsync(kept.Id, "E102", default)).ShouldBeNull();
        (await Store.TakeUpAsync(kept.Id, "E102", default)).Rejection!.Kind.ShouldBe(RejectionKind.NotFound);
        (await Store.DropAsync(kept.Id, "E102", default)).Rejection!.Kind.ShouldBe(RejectionKind.NotFound);
        (await Store.CountAsync("E101", default)).ShouldBe(1);
    }

    [ContractFact]
    public async Task A_later_one_of_the_same_definition_takes_the_place_of_the_earlier()
    {
        await KeepAsync("twice", "E103", "one");
        await KeepAsync("twice", "E103", "two");

        var kept = (await Store.ReadAsync("E103", default)).ShouldHaveSingleItem();
        KeptDraftStore.Read((await Store.FindAsync(kept.Id, "E103", default))!).Root["text"]!.ToString().ShouldBe("two");
    }

    [ContractFact]
    public async Task Beyond_the_most_that_one_may_have_the_oldest_goes()
    {
        for (var number = 1; number <= KeptDraftStore.MaxPerAuthor + 1; number++)
        {
            provider.Clock.Advance(TimeSpan.FromSeconds(1));
            await KeepAsync(string.Create(CultureInfo.InvariantCulture, $"many-{number}"), "E104", "x");
        }

        var kept = await Store.ReadAsync("E104", default);
        kept.Length.ShouldBe(KeptDraftStore.MaxPerAuthor);
        (kept[0].DefinitionId, kept[^1].DefinitionId).ShouldBe(("many-21", "many-2"), "the newest first");
    }

    [ContractFact]
    public async Task After_its_days_it_goes_when_the_next_is_kept_and_a_release_stays()
    {
        await provider.WriteAsync((db, ct) => KeptDraftStore.KeepAsync(db, Definitions.Of("brought"), KeptDraftStore.Release, null, Bursts.Monday, provider.Clock.GetUtcNow(), ct));
        await KeepAsync("old", "E105", "x");
        provider.Clock.Advance(KeptDraftStore.Kept);
        await KeepAsync("in-time", "E106", "x");
        (await HisAsync("E105")).ShouldBe(["old"], "the last day counts");

        provider.Clock.Advance(TimeSpan.FromSeconds(1));
        await KeepAsync("new", "E106", "x");

        (await HisAsync("E105")).ShouldBeEmpty();
        (await HisAsync("E106")).ShouldBe(["new", "in-time"]);
        (await Store.ReadAsync("E107", default)).Select(d => d.DefinitionId).ShouldBe(["brought"], "it is every owner's until somebody decides");
        await DropAsync("brought", "E107");
        (await Store.CountAsync("E105", default)).ShouldBe(0);
    }

    [ContractFact]
    public async Task Taken_up_it_is_the_latest_draft_and_what_was_there_stays_in_the_history()
    {
        (await provider.Get<DefinitionStore>().SaveDraftAsync(Definitions.Of("taken", "theirs"), "E010", default)).Rejection.ShouldBeNull();
        await KeepAsync("taken", "E108", "mine");

        var taken = (await Store.TakeUpAsync((await Store.ReadAsync("E108", default)).Single().Id, "E108", default)).Value!;

        (taken.Version, taken.IsPublished, taken.Root["text"]!.ToString()).ShouldBe((2, false, "mine"));
        (await provider.Get<DefinitionStore>().FindLatestAsync("taken", default))!.Id.ShouldBe(taken.Id);
        (await provider.Get<DefinitionStore>().FindVersionAsync("taken-v1", default))!.Root["text"]!.ToString().ShouldBe("theirs");
        (await Store.ReadAsync("E108", default)).ShouldBeEmpty();
    }

    private Task KeepAsync(string definitionId, string author, string text) =>
        Store.KeepAsync(Definitions.Of(definitionId, text), author, new(RejectionKind.Conflict, DefinitionStore.ChangedMeanwhile, "E010", Bursts.Monday.ToString("O", CultureInfo.InvariantCulture)), default);

    private async Task DropAsync(string definitionId, string owner)
    {
        var kept = (await Store.ReadAsync(owner, default)).Single(d => d.DefinitionId == definitionId);
        (await Store.DropAsync(kept.Id, owner, default)).Value.ShouldBe(definitionId);
    }

    private async Task<IEnumerable<string>> HisAsync(string author) => (await Store.ReadAsync(author, default)).Where(d => d.AuthorId == author).Select(d => d.DefinitionId);
}
