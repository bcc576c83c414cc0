using System.Security.Cryptography;
using System.Text;
using StaffFlows.Host.Tests.StudioApi;
using StaffFlows.Testing;

namespace StaffFlows.Host.Tests.Security;

public sealed class When_the_database_is_stolen
{
    private static readonly string DataKey = Convert.ToBase64String(SHA256.HashData("a key of the test"u8));

    [Fact]
    public async Task Keys_and_id_numbers_are_not_readable_in_it()
    {
        await using var hall = await Hall.OpenAsync(settings: ("Security:DataKey", DataKey));

        var content = await ReadDatabaseAsync(hall);

        content.ShouldContain("aes256gcm");
        content.ShouldNotContain("masterKey");
        content.ShouldNotContain("990101", Case.Sensitive, "every id number of the demo begins with it");
    }

    [Fact]
    public async Task A_kept_draft_is_not_readable_in_it()
    {
        await using var hall = await Hall.OpenAsync(settings: ("Security:DataKey", DataKey));
        await DesignersHall.GiveRolesAsync(hall, ("u004", "ProcessOwner"));
        var (first, second) = (await Owner.SignInAsync(hall, "u006"), await Owner.SignInAsync(hall, "u004"));
        var his = await second.OpenAsync("leave");
        await first.SaveAsync((await first.OpenAsync("leave")).With("description", "first was here"));
        await second.SaveAsync(his.With("description", "second came too late"));

        var content = await ReadDatabaseAsync(hall);

        content.ShouldContain("first was here");
        content.ShouldNotContain("second came too late");
    }

    [Fact]
    public async Task A_restart_under_the_same_key_reads_what_was_written()
    {
        await using var hall = await Hall.OpenAsync(settings: ("Security:DataKey", DataKey));
        var token = (await hall.AsAsync("u010")).Client.DefaultRequestHeaders.Authorization;

        await hall.RestartAsync();

        using var client = hall.NewClient();
        client.DefaultRequestHeaders.Authorization = token;
        using var answer = await client.GetAsync(new Uri("/admin", UriKind.Relative));
        answer.IsSuccessStatusCode.ShouldBeTrue();
    }

    private static async Task<string> ReadDatabaseAsync(Hall hall)
    {
        var text = new StringBuilder();
        foreach (var file in Directory.EnumerateFiles(hall.Folder).Where(f => !f.EndsWith(".lock", StringComparison.Ordinal)))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var content = new MemoryStream();
            await stream.CopyToAsync(content);
            text.Append(Encoding.UTF8.GetString(content.ToArray()));
        }

        return text.ToString();
    }
}
