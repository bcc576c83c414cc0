using StaffFlows.Persistence.Contract.Providers;
using StaffFlows.Workflows.Persistence;

namespace StaffFlows.Persistence.Contract;

public sealed class Releases_on_Sqlite(SqliteProvider provider) : ReleasesContract(provider), IClassFixture<SqliteProvider>;

public sealed class Releases_on_PostgreSql(PostgreSqlProvider provider) : ReleasesContract(provider), IClassFixture<PostgreSqlProvider>;

public sealed class Releases_on_SqlServer(SqlServerProvider provider) : ReleasesContract(provider), IClassFixture<SqlServerProvider>;

/// <summary>Definitions that a release brings as files, against what owners have made of earlier ones.</summary>
public abstract class ReleasesContract(Provider provider)
{
    private const string Owner = "E010";

    private DefinitionReleases Releases => provider.Get<DefinitionReleases>();

    private DefinitionStore Store => provider.Get<DefinitionStore>();

    [ContractFact]
    public async Task What_was_taken_in_at_first_is_not_offered()
    {
        var file = Definitions.Of("first");
        var brought = new ReleaseFile("the file's digest", file);
        (await Releases.RecordAsync([brought], default)).Value.ShouldBe(1);

        (await Releases.ReadDigestsAsync(default)).ShouldContain(brought.Digest, "it need not be read again");
        (await OfferAsync(file)).ShouldBe(ReleaseOutcome.Nothing);
        (await Store.FindLatestAsync("first", default)).ShouldBeNull("it was only recorded");
    }

    [ContractFact]
    public async Task A_changed_file_becomes_a_draft_once_over_what_is_published()
    {
        await provider.DefineAsync("changed");

        (await OfferAsync(Definitions.Of("changed", "two"))).ShouldBe(ReleaseOutcome.Drafted);
        (await OfferAsync(Definitions.Of("changed", "two"))).ShouldBe(ReleaseOutcome.Nothing);

        var latest = (await Store.FindLatestAsync("changed", default))!;
        (latest.Version, latest.IsPublished, latest.Root["text"]!.ToString()).ShouldBe((2, false, "two"));
        (await Store.FindPublishedAsync("changed", default))!.Root["text"]!.ToString().ShouldBe("one");
    }

    [ContractFact]
    public async Task A_draft_of_the_last_release_that_nobody_has_touched_gives_way_to_the_next()
    {
        await provider.DefineAsync("overtaken");
        await OfferAsync(Definitions.Of("overtaken", "two"));

        (await OfferAsync(Definitions.Of("overtaken", "three"))).ShouldBe(ReleaseOutcome.Drafted);

        (await Store.FindLatestAsync("overtaken", default))!.Root["text"]!.ToString().ShouldBe("three");
    }

    [ContractFact]
    public async Task Beside_an_owner_s_own_draft_it_is_kept_until_somebody_decides()
    {
        await provider.DefineAsync("worked-on");
        (await Store.SaveDraftAsync(Definitions.Of("worked-on", "mine"), Owner, default)).Rejection.ShouldBeNull();

        (await OfferAsync(Definitions.Of("worked-on", "two"))).ShouldBe(ReleaseOutcome.Kept);

        (await Store.FindLatestAsync("worked-on", default))!.Root["text"]!.ToString().ShouldBe("mine");
        var kept = (await provider.Get<KeptDraftStore>().ReadAsync("E011", default)).Single(d => d.DefinitionId == "worked-on");
        (kept.AuthorId, kept.ChangedById).ShouldBe((KeptDraftStore.Release, null));
        (await provider.Get<KeptDraftStore>().TakeUpAsync(kept.Id, Owner, default)).Value!.Root["text"]!.ToString().ShouldBe("two");
    }

    [ContractFact]
    public async Task What_the_database_has_already_is_not_offered_again()
    {
        await provider.DefineAsync("same");

        (await OfferAsync(Definitions.Of("same"))).ShouldBe(ReleaseOutcome.Nothing);
        (await Store.FindLatestAsync("same", default))!.Version.ShouldBe(1);
    }

    private async Task<ReleaseOutcome> OfferAsync(Engine.Definitions.WorkflowDefinition file) => (await Releases.OfferAsync(file, default)).Value;
}
