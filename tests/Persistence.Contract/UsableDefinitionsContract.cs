using System.Collections.Immutable;
using System.Text.Json.Nodes;
using StaffFlows.Engine.Definitions;
using StaffFlows.Persistence.Contract.Providers;
using StaffFlows.Workflows.Persistence;

namespace StaffFlows.Persistence.Contract;

public sealed class Usable_definitions_on_Sqlite(SqliteProvider provider) : UsableDefinitionsContract(provider), IClassFixture<SqliteProvider>;

public sealed class Usable_definitions_on_PostgreSql(PostgreSqlProvider provider) : UsableDefinitionsContract(provider), IClassFixture<PostgreSqlProvider>;

public sealed class Usable_definitions_on_SqlServer(SqlServerProvider provider) : UsableDefinitionsContract(provider), IClassFixture<SqlServerProvider>;

/// <summary>Definitions found as activities of others.</summary>
public abstract class UsableDefinitionsContract(Provider provider)
{
    private DefinitionStore Store => provider.Get<DefinitionStore>();

    [ContractFact]
    public async Task One_is_found_by_its_name_in_PascalCase_only_where_it_is_usable_and_the_published_version_first()
    {
        await Store.ImportAsync(Definition("check", "check balance", isUsable: true, "one"), publish: true, null, default);
        await Store.ImportAsync(Definition("check", "check balance", isUsable: true, "two"), publish: false, null, default);
        await Store.ImportAsync(Definition("hidden", "hidden one", isUsable: false, "one"), publish: true, null, default);
        await Store.ImportAsync(Definition("draft", "only drafted", isUsable: true, "one"), publish: false, null, default);

        ((string?)(await Store.FindUsableAsync("CheckBalance", default))?.Root["text"]).ShouldBe("one");
        (await Store.FindUsableAsync("OnlyDrafted", default)).ShouldNotBeNull().DefinitionId.ShouldBe("draft");
        (await Store.FindUsableAsync("HiddenOne", default)).ShouldBeNull();
        (await Store.FindUsableAsync("check balance", default)).ShouldBeNull();
    }

    private static WorkflowDefinition Definition(string id, string name, bool isUsable, string text) => new(
        $"{id}-file", id, 1, name, null, Bursts.Monday, true, true, [], [], [], ImmutableArray<string>.Empty,
        [], new JsonObject { ["usableAsActivity"] = isUsable }, new JsonObject { ["type"] = "Elsa.Flowchart", ["version"] = 1, ["text"] = text }, []);
}
