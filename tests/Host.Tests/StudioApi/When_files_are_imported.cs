using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace StaffFlows.Host.Tests.StudioApi;

public sealed class When_files_are_imported(DesignersHall hall) : IClassFixture<DesignersHall>
{
    [Fact]
    public async Task One_from_a_stock_Elsa_opens_refuses_to_be_published_and_leaves_as_it_came()
    {
        var came = JsonNode.Parse(await Drawn.FileAsync("stock-elsa.json"))!.AsObject();
        var id = came["definitionId"]!.ToString();

        (await ImportAsync(("order-intake.json", Bytes(came)))).ShouldBe((HttpStatusCode.OK, 1, ""));

        var opened = await hall.First.OpenAsync(id);
        opened["root"]!["activities"]!.AsArray().Select(a => a!["type"]!.ToString()).ShouldBe(
            ["Elsa.NotFoundActivity", "Elsa.FlowDecision", "Elsa.NotFoundActivity", "Elsa.NotFoundActivity"], "a chart with a type that it does not know the Studio leaves empty");
        opened["root"]!["activities"]![3]!["staffFlowsType"]!["expression"]!["value"]!.ToString().ShouldBe("Acme.BookStock v2");
        (await hall.First.SaveAsync(opened)).Body["workflowDefinition"]!["version"]!.GetValue<int>().ShouldBe(1, "opening and saving it changes nothing");

        var (status, refusal) = await hall.First.SaveAsync(opened, publish: true);
        status.ShouldBe(HttpStatusCode.BadRequest);
        var sentences = refusal["errors"]!.AsArray().Select(e => e!.ToString()).ToList();
        foreach (var unknown in new[] { "HttpEndpoint1", "SendEmail1", "BookStock1", "Acme.BookStock" }) sentences.ShouldContain(s => s.Contains(unknown, StringComparison.Ordinal), unknown);
        (await hall.First.PostAsync($"workflow-definitions/{id}/publish")).Status.ShouldBe(HttpStatusCode.BadRequest, "nor from the list");

        var left = JsonNode.Parse(await hall.First.Client.GetStringAsync(new Uri($"/elsa/api/workflow-definitions/{id}/export", UriKind.Relative)))!.AsObject();
        foreach (var ours in new[] { "version", "createdAt", "isLatest", "isPublished" })
        {
            came.Remove(ours);
            left.Remove(ours);
        }

        came.Remove("tenantId");
        JsonNode.DeepEquals(left, came).ShouldBeTrue($"{left.ToJsonString()}\n{came.ToJsonString()}");
    }

    [Fact]
    public async Task Archives_and_single_files_come_in_together()
    {
        var (status, count, _) = await ImportAsync(
            ("two.zip", Zip(("a.json", Bytes(Drawn.Of("in-zip-a", "压缩包甲", "Elsa.WriteLine"))), ("b.json", Bytes(Drawn.Of("in-zip-b", "压缩包乙", "Elsa.WriteLine"))))),
            ("c.json", Bytes(Drawn.Of("single-c", "单个丙", "Elsa.WriteLine"))));

        (status, count).ShouldBe((HttpStatusCode.OK, 3));
        foreach (var id in new[] { "in-zip-a", "in-zip-b", "single-c" }) (await hall.First.OpenAsync(id))["isPublished"]!.GetValue<bool>().ShouldBeFalse("an import is never published by itself");
    }

    [Theory]
    [InlineData("leave")]
    [InlineData("drawn-here")]
    public async Task What_was_exported_comes_back_without_becoming_a_new_version(string id)
    {
        if (id != "leave") await hall.First.SaveAsync(Drawn.Of(id, "在这里画的", "Elsa.WriteLine"));
        var file = await hall.First.Client.GetByteArrayAsync(new Uri($"/elsa/api/workflow-definitions/{id}/export", UriKind.Relative));

        (await ImportAsync(($"{id}.json", file))).ShouldBe((HttpStatusCode.OK, 1, ""));

        (await hall.First.OpenAsync(id))["version"]!.GetValue<int>().ShouldBe(1);
    }

    [Fact]
    public async Task Two_files_of_one_version_become_two_versions()
    {
        var one = Drawn.Of("twice", "一次", "Elsa.WriteLine").With("id", "twice-v1");
        var other = Drawn.Of("twice", "两次", "Elsa.WriteLine").With("id", "twice-v1");

        (await ImportAsync(("one.json", Bytes(one)), ("other.json", Bytes(other)))).ShouldBe((HttpStatusCode.OK, 2, ""));

        (await hall.First.OpenAsync("twice")).Flags().ShouldBe((2, false));
    }

    [Fact]
    public async Task The_draft_that_was_there_stays_in_the_history()
    {
        await hall.First.SaveAsync(Drawn.Of("worked-on", "正在改", "Elsa.WriteLine"));

        await ImportAsync(("worked-on.json", Bytes(Drawn.Of("worked-on", "导入的", "Elsa.WriteLine"))));

        var versions = (await hall.First.GetAsync("workflow-definitions?versionOptions=AllVersions&DefinitionIds=worked-on&OrderBy=Version"))["items"]!.AsArray();
        versions.Select(v => (v!["version"]!.GetValue<int>(), v["name"]!.ToString())).ShouldBe([(1, "正在改"), (2, "导入的")]);
    }

    /// <summary>What an archive can hold that nobody should unpack, and the sentence that names it.</summary>
    public static TheoryData<string, string, string> Hostile => new()
    {
        { "path", "../../etc/passwd.json", "文件名不能带路径" },
        { "folder", "folder/a.json", "文件名不能带路径" },
        { "backslash", "..\\a.json", "文件名不能带路径" },
        { "drive", "C:a.json", "文件名不能带路径" },
        { "nested", "inner.zip", "压缩包里不能再有压缩包" },
        { "program", "run.exe", "只能导入 .json" },
        { "bomb", "bomb.json", "流程定义太大" },
        { "no definition", "empty.json", "流程定义有误" },
    };

    [Theory, MemberData(nameof(Hostile))]
    public async Task A_hostile_entry_is_named_and_nothing_else_of_the_upload_is_taken_in(string kind, string entry, string sentence)
    {
        var good = $"good-{kind.Replace(' ', '-')}";
        var content = kind switch { "bomb" => new byte[40 * 1024 * 1024], "no definition" => "{}"u8.ToArray(), _ => Bytes(Drawn.Of("hostile", "坏", "Elsa.WriteLine")) };

        var (status, _, refused) = await ImportAsync(("pack.zip", Zip(("good.json", Bytes(Drawn.Of(good, "好", "Elsa.WriteLine"))), (entry, content))));

        status.ShouldBe(HttpStatusCode.BadRequest);
        refused.ShouldStartWith($"pack.zip › {entry}: ");
        refused.ShouldContain(sentence);
        refused.ShouldNotContain("good.json");
        (await hall.First.Client.GetAsync(new Uri($"/elsa/api/workflow-definitions/by-definition-id/{good}", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Archives_with_too_many_entries_too_much_in_them_or_no_sense_are_refused_as_a_whole()
    {
        var tiny = Bytes(Drawn.Of("tiny", "小", "Elsa.WriteLine"));
        var large = Bytes(Drawn.Of("large", new string('a', 190), "Elsa.WriteLine").With("padding", new string(' ', 1_900_000)));

        (await ImportAsync(("many.zip", Zip([.. Enumerable.Range(0, 101).Select(n => ($"{n}.json", tiny))])))).Refused.ShouldContain("最多 100 个");
        (await ImportAsync(("much.zip", Zip([.. Enumerable.Range(0, 20).Select(n => ($"{n}.json", large))])))).Refused.ShouldContain("合计最多 16 MB");
        (await ImportAsync(("broken.zip", "PK not really"u8.ToArray()))).Refused.ShouldContain("压缩包已损坏");
        (await ImportAsync(("truncated.zip", Zip(("a.json", tiny))[..^40]))).Refused.ShouldContain("压缩包已损坏");
        (await hall.First.PostAsync("workflow-definitions/import-files")).Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_reader_brings_nothing_in()
    {
        (await ImportAsync(hall.Reader, ("x.json", Bytes(Drawn.Of("readers", "读者", "Elsa.WriteLine"))))).Status.ShouldNotBe(HttpStatusCode.OK);
        (await hall.First.Client.GetAsync(new Uri("/elsa/api/workflow-definitions/by-definition-id/readers", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private Task<(HttpStatusCode Status, int Count, string Refused)> ImportAsync(params (string Name, byte[] Content)[] files) => ImportAsync(hall.First, files);

    private static async Task<(HttpStatusCode Status, int Count, string Refused)> ImportAsync(Owner by, params (string Name, byte[] Content)[] files)
    {
        using var form = new MultipartFormDataContent();
        foreach (var (name, content) in files) form.Add(new ByteArrayContent(content), "files", name);
        using var answer = await by.Client.PostAsync(new Uri("/elsa/api/workflow-definitions/import-files", UriKind.Relative), form);
        var body = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        return (answer.StatusCode, body["count"]?.GetValue<int>() ?? 0, string.Join('\n', body["errors"]?.AsArray().Select(e => e!.ToString()) ?? []));
    }

    private static byte[] Bytes(JsonObject json) => Encoding.UTF8.GetBytes(json.ToJsonString());

    private static byte[] Zip(params (string Name, byte[] Content)[] entries)
    {
        using var content = new MemoryStream();
        using (var zip = new ZipArchive(content, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, bytes) in entries)
            {
                using var stream = zip.CreateEntry(name).Open();
                stream.Write(bytes);
            }
        }

        return content.ToArray();
    }
}
