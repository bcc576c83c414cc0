using StaffFlows.Host.Commands;

namespace StaffFlows.Host.Tests.Commands;

public sealed class When_a_command_is_typed
{
    [Theory]
    [InlineData("", "no arguments")]
    [InlineData("--urls http://localhost:1", "configuration by name and value")]
    [InlineData("urls=http://localhost:1", "configuration as one word")]
    public void Without_one_the_host_serves(string typed, string reason) => Read(typed).ShouldBeNull(reason);

    [Theory]
    [InlineData("backup", "--to", "a backup needs a place")]
    [InlineData("backup --to", "--to", "a place without a name")]
    [InlineData("backup --to a --from b", "--from", "only what is configured is backed up")]
    [InlineData("backup --to a --replace", "--replace", "a backup replaces nothing")]
    [InlineData("restore --to a", "--from", "a restore needs a source")]
    [InlineData("restore --from a --force", "--force", "an option that there is not")]
    [InlineData("verify --to a", "--to", "a check writes nothing")]
    [InlineData("purge", "purge", "a command that there is not")]
    [InlineData("1", "1", "a number is no name")]
    public void The_first_argument_that_is_wrong_is_named(string typed, string wrong, string reason) => Read(typed)!.Wrong.ShouldBe(wrong, reason);

    [Fact]
    public void What_belongs_to_the_command_is_told_from_configuration()
    {
        var line = Read("restore --replace --from copy.db --Database:Provider Sqlite --Demo:Seed=false --language en")!;

        (line.Verb, line.From, line.Replace, line.Language, line.Wrong).ShouldBe((Verb.Restore, "copy.db", true, "en", null));
        line.Settings.ShouldBe(["--Database:Provider", "Sqlite", "--Demo:Seed=false"]);
    }

    [Theory]
    [InlineData("zh-CN", "用法")]
    [InlineData("en", "Usage")]
    public async Task A_wrong_one_is_answered_with_the_usage_in_the_language_asked_for(string language, string word)
    {
        var said = await Operator.TypesAsync("Data Source=nowhere.db", "backup", "--language", language);

        said.ExitCode.ShouldBe(2);
        said.Error.ShouldContain(word);
    }

    [Theory]
    [InlineData("PostgreSql", "backup", "--to", "pg_dump")]
    [InlineData("PostgreSql", "restore", "--from", "pg_restore")]
    [InlineData("PostgreSql", "verify", "--from", "SQLite")]
    [InlineData("SqlServer", "backup", "--to", "BACKUP DATABASE")]
    [InlineData("SqlServer", "restore", "--from", "RESTORE DATABASE")]
    [InlineData("SqlServer", "verify", "--from", "SQLite")]
    public async Task On_a_server_it_says_what_to_use_instead(string provider, string verb, string option, string instead)
    {
        var said = await Operator.TypesOnServerAsync(provider, "Server=localhost;Database=nothing", verb, option, "copy.db");

        said.ExitCode.ShouldBe(2);
        said.Error.ShouldContain(instead);
        said.Error.Trim().Split('\n').Length.ShouldBe(1);
    }

    private static CommandLine? Read(string typed) => CommandLine.Read(typed.Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
