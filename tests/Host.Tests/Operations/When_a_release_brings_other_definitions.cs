using System.Text.Json.Nodes;
using StaffFlows.Host.Tests.StudioApi;
using StaffFlows.Testing;

namespace StaffFlows.Host.Tests.Operations;

/// <summary>The host is stopped, its files are replaced by those of the next release, and it starts again on the same database.</summary>
public sealed class When_a_release_brings_other_definitions : IDisposable
{
    private readonly DirectoryInfo files = Directory.CreateTempSubdirectory("staffflows-release-");

    public When_a_release_brings_other_definitions()
    {
        var shipped = Path.Combine(AppContext.BaseDirectory, "workflows");
        foreach (var path in Directory.EnumerateFiles(shipped, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(files.FullName, Path.GetRelativePath(shipped, path));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(path, copy);
        }
    }

    [Fact]
    public async Task The_same_files_change_nothing()
    {
        await using var hall = await OpenAsync();

        await hall.RestartAsync();

        (await VersionsAsync(hall)).ShouldBe([(1, "窗口工作人员请（休）假", true)]);
    }

    [Fact]
    public async Task A_changed_one_is_a_draft_for_the_owner_and_what_is_published_stays_published()
    {
        await using var hall = await OpenAsync();

        await ReleaseAsync(hall, "第二版软件");
        await hall.RestartAsync();

        (await VersionsAsync(hall)).ShouldBe([(1, "窗口工作人员请（休）假", true), (2, "第二版软件", false)], "offered once, however often the host starts");
    }

    [Fact]
    public async Task The_next_release_replaces_its_own_draft_that_nobody_has_touched()
    {
        await using var hall = await OpenAsync();

        await ReleaseAsync(hall, "第二版软件");
        await ReleaseAsync(hall, "第三版软件");

        (await VersionsAsync(hall)).ShouldBe([(1, "窗口工作人员请（休）假", true), (2, "第三版软件", false)]);
    }

    [Fact]
    public async Task What_an_owner_makes_of_its_draft_is_his_and_it_is_not_offered_again()
    {
        await using var hall = await OpenAsync();
        await ReleaseAsync(hall, "第二版软件");
        var owner = await Owner.SignInAsync(hall, "u006");
        await owner.SaveAsync((await owner.OpenAsync("leave")).With("description", "审阅后改过"));

        await hall.RestartAsync();

        (await VersionsAsync(hall)).ShouldBe([(1, "窗口工作人员请（休）假", true), (2, "审阅后改过", false)]);
        (await (await Owner.SignInAsync(hall, "u006")).GetAsync("kept-drafts"))["count"]!.GetValue<int>().ShouldBe(0);
    }

    [Fact]
    public async Task The_owners_own_version_is_never_replaced()
    {
        await using var hall = await OpenAsync();
        var owner = await Owner.SignInAsync(hall, "u006");
        await owner.SaveAsync((await owner.OpenAsync("leave")).With("description", "本中心的版本"), publish: true);

        await ReleaseAsync(hall, "第二版软件");

        (await VersionsAsync(hall)).ShouldBe([(1, "窗口工作人员请（休）假", false), (2, "本中心的版本", true), (3, "第二版软件", false)]);
    }

    [Fact]
    public async Task An_owners_unfinished_draft_stays_the_latest_and_the_release_waits_beside_it()
    {
        await using var hall = await OpenAsync();
        var owner = await Owner.SignInAsync(hall, "u006");
        await owner.SaveAsync((await owner.OpenAsync("leave")).With("description", "改到一半"));

        await ReleaseAsync(hall, "第二版软件");

        (await VersionsAsync(hall)).ShouldBe([(1, "窗口工作人员请（休）假", true), (2, "改到一半", false)]);
        owner = await Owner.SignInAsync(hall, "u006");
        var kept = (await owner.GetAsync("kept-drafts"))["items"]!.AsArray().ShouldHaveSingleItem()!;
        (kept["isFromRelease"]!.GetValue<bool>(), kept["definitionId"]!.ToString()).ShouldBe((true, "leave"));
        (await owner.PostAsync($"kept-drafts/{kept["id"]}/take-up")).Body["description"]!.ToString().ShouldBe("第二版软件");
        (await VersionsAsync(hall)).ShouldBe([(1, "窗口工作人员请（休）假", true), (2, "改到一半", false), (3, "第二版软件", false)], "the owner's work is in the history");
    }

    [Fact]
    public async Task A_retracted_procedure_is_not_published_again()
    {
        await using var hall = await OpenAsync();
        await (await Owner.SignInAsync(hall, "u006")).PostAsync("workflow-definitions/leave/retract");

        await hall.RestartAsync();

        (await VersionsAsync(hall)).ShouldBe([(1, "窗口工作人员请（休）假", false)]);
    }

    [Fact]
    public async Task A_new_procedure_of_the_release_is_a_draft_too()
    {
        await using var hall = await OpenAsync();
        await File.WriteAllTextAsync(Path.Combine(files.FullName, "welcome.json"), Drawn.Of("welcome", "入职", "Elsa.WriteLine").ToJsonString());

        await hall.RestartAsync();

        (await (await Owner.SignInAsync(hall, "u006")).OpenAsync("welcome")).Flags().ShouldBe((1, false));
    }

    public void Dispose() => files.Delete(recursive: true);

    private Task<Hall> OpenAsync() => Hall.OpenAsync(settings: ("Workflows:Folder", files.FullName));

    /// <summary>The next release words the description of 请假 differently.</summary>
    private async Task ReleaseAsync(Hall hall, string description)
    {
        var path = Path.Combine(files.FullName, "leave.json");
        await File.WriteAllTextAsync(path, JsonNode.Parse(await File.ReadAllTextAsync(path))!.AsObject().With("description", description).ToJsonString());
        await hall.RestartAsync();
    }

    /// <summary>By number: how each is described, and whether it is published.</summary>
    private static async Task<IEnumerable<(int Version, string Description, bool IsPublished)>> VersionsAsync(Hall hall)
    {
        var owner = await Owner.SignInAsync(hall, "u006");
        return (await owner.GetAsync("workflow-definitions?versionOptions=AllVersions&DefinitionIds=leave&OrderBy=Version"))["items"]!.AsArray()
            .Select(v => (v!["version"]!.GetValue<int>(), v["description"]!.ToString().Split('：')[0], v["isPublished"]!.GetValue<bool>()));
    }
}
