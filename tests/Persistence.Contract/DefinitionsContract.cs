using StaffFlows.Engine.Execution;
using StaffFlows.Persistence.Contract.Providers;
using StaffFlows.Workflows.Persistence;

namespace StaffFlows.Persistence.Contract;

public sealed class Definitions_on_Sqlite(SqliteProvider provider) : DefinitionsContract(provider), IClassFixture<SqliteProvider>;

public sealed class Definitions_on_PostgreSql(PostgreSqlProvider provider) : DefinitionsContract(provider), IClassFixture<PostgreSqlProvider>;

public sealed class Definitions_on_SqlServer(SqlServerProvider provider) : DefinitionsContract(provider), IClassFixture<SqlServerProvider>;

public abstract class DefinitionsContract(Provider provider)
{
    private DefinitionStore Store => provider.Get<DefinitionStore>();

    [ContractFact]
    public async Task Changed_content_is_the_next_version_and_only_the_newest_is_published()
    {
        var first = (await Store.ImportAsync(Definitions.Of("a", "one"), publish: true, null, default)).Value!;
        var second = (await Store.ImportAsync(Definitions.Of("a", "two"), publish: true, null, default)).Value!;

        (first.Version, second.Version, second.Id == first.Id).ShouldBe((1, 2, false));
        (await Store.FindPublishedAsync("a", default))!.Id.ShouldBe(second.Id);
        var old = (await Store.FindVersionAsync(first.Id, default))!;
        (old.IsPublished, old.IsLatest, (string?)old.Root["text"]).ShouldBe((false, false, "one"));
    }

    [ContractFact]
    public async Task The_same_content_again_is_no_new_version()
    {
        var first = (await Store.ImportAsync(Definitions.Of("b", "one"), publish: true, null, default)).Value!;

        (await Store.ImportAsync(Definitions.Of("b", "one") with { Version = 7 }, publish: true, null, default)).Value!.Id.ShouldBe(first.Id);
    }

    [ContractFact]
    public async Task A_draft_is_replaced_in_place_until_it_is_published()
    {
        var draft = (await Store.ImportAsync(Definitions.Of("c", "one"), publish: false, null, default)).Value!;
        (await Store.FindPublishedAsync("c", default)).ShouldBeNull();

        var changed = (await Store.ImportAsync(Definitions.Of("c", "two"), publish: false, null, default)).Value!;
        (changed.Id, changed.Version, (string?)changed.Root["text"]).ShouldBe((draft.Id, 1, "two"));

        (await Store.PublishAsync("c", "E004", default)).Value!.IsPublished.ShouldBeTrue();
        (await Store.ImportAsync(Definitions.Of("c", "three"), publish: false, null, default)).Value!.Version.ShouldBe(2);
        ((string?)(await Store.FindPublishedAsync("c", default))!.Root["text"]).ShouldBe("two");
        ((string?)(await Store.FindLatestAsync("c", default))!.Root["text"]).ShouldBe("three");
    }

    [ContractFact]
    public async Task What_is_not_there_can_not_be_published() =>
        (await Store.PublishAsync("nothing", null, default)).Rejection!.Kind.ShouldBe(RejectionKind.NotFound);

    [ContractFact]
    public async Task What_was_checked_is_what_is_published()
    {
        var looked = (await Store.ImportAsync(Definitions.Of("d", "one"), publish: false, "E006", default)).Value!;
        await Store.ImportAsync(Definitions.Of("d", "two"), publish: false, "E004", default);

        var refused = (await Store.PublishAsync("d", "E006", default, new Publication(DefinitionStore.RevisionOf(looked), null))).Rejection!;

        (refused.Kind, refused.Code, refused.Arguments[0]).ShouldBe((RejectionKind.Conflict, DefinitionStore.ChangedMeanwhile, "E004"));
        (await Store.FindPublishedAsync("d", default)).ShouldBeNull();
        var now = (await Store.FindLatestAsync("d", default))!;
        (await Store.PublishAsync("d", "E006", default, new Publication(DefinitionStore.RevisionOf(now), null))).Value!.IsPublished.ShouldBeTrue();
    }

    [ContractFact]
    public async Task Files_come_in_together_or_not_at_all_and_a_draft_stays_in_the_history()
    {
        await Store.ImportAsync(Definitions.Of("e", "mine"), publish: false, "E006", default);

        var stored = (await Store.ImportFilesAsync([Definitions.Of("f", "one"), Definitions.Of("e", "brought")], "E004", default)).Value;

        stored.Select(d => (d.DefinitionId, d.Version, d.IsPublished)).ShouldBe([("e", 2, false), ("f", 1, false)]);
        ((string?)(await Store.FindVersionAsync((await Store.ReadVersionsAsync("e", default))[1].Id, default))!.Root["text"]).ShouldBe("mine");
    }
}
