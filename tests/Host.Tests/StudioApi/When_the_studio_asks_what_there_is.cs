using System.Net;
using System.Text.Json.Nodes;
using StaffFlows.Testing;

namespace StaffFlows.Host.Tests.StudioApi;

public sealed class When_the_studio_asks_what_there_is
{
    [Fact]
    public async Task Everything_else_to_choose_from_speaks_Chinese_too()
    {
        await using var hall = await Hall.OpenAsync();
        var owner = await Owner.SignInAsync(hall, "u006");

        foreach (var list in new[] { "workflow-activation-strategies", "incident-strategies", "storage-drivers", "variables" })
            foreach (var item in (await owner.GetAsync($"descriptors/{list}"))["items"]!.AsArray())
                IsChinese(item!["displayName"]).ShouldBeTrue($"{list}: {item}");
        (await owner.GetAsync("descriptors/expression-descriptors"))["items"]!.AsArray().Select(e => e!["type"]!.ToString())
            .ShouldBe(["Literal", "Object", "JavaScript", "Variable", "Input"]);
        foreach (var list in new[] { "log-persistence-strategies", "commit-strategies/workflows", "commit-strategies/activities" })
            (await owner.GetAsync($"descriptors/{list}"))["count"]!.GetValue<int>().ShouldBe(0);
    }

    [Fact]
    public async Task The_list_of_activities_comes_compressed_and_only_where_it_is_another()
    {
        await using var hall = await Hall.OpenAsync();
        var owner = await Owner.SignInAsync(hall, "u006");
        using var plain = await owner.Client.GetAsync(new Uri("/elsa/api/descriptors/activities", UriKind.Relative));
        owner.Client.DefaultRequestHeaders.AcceptEncoding.ParseAdd("br");

        using var packed = await owner.Client.GetAsync(new Uri("/elsa/api/descriptors/activities", UriKind.Relative));

        packed.Content.Headers.ContentEncoding.ShouldBe(["br"]);
        owner.Client.DefaultRequestHeaders.IfNoneMatch.Add(packed.Headers.ETag!);
        using (var again = await owner.Client.GetAsync(new Uri("/elsa/api/descriptors/activities?Refresh=True", UriKind.Relative)))
        {
            again.StatusCode.ShouldBe(HttpStatusCode.NotModified, "after every save the Studio asks anew for what the browser has");
            again.Headers.CacheControl!.ToString().ShouldBe("no-cache, private");
        }

        await (await hall.AsAsync("u010")).PostAsync("organisation", await Administration.When_an_organisation_is_imported.DemoAsync());
        using var changed = await owner.Client.GetAsync(new Uri("/elsa/api/descriptors/activities", UriKind.Relative));
        changed.StatusCode.ShouldBe(HttpStatusCode.NotModified, "the same organisation once more changes nothing that is chosen from");
        (await packed.Content.ReadAsByteArrayAsync()).Length.ShouldBeLessThan((await plain.Content.ReadAsByteArrayAsync()).Length / 5);
    }

    [Fact]
    public async Task The_script_editor_knows_the_functions_and_the_variables_of_the_procedure()
    {
        await using var hall = await Hall.OpenAsync();
        var owner = await Owner.SignInAsync(hall, "u006");
        var variable = (await owner.OpenAsync("leave"))["variables"]!.AsArray()[0]!["name"]!.ToString();

        using var answer = await owner.Client.PostAsync(new Uri("/elsa/api/scripting/javascript/type-definitions/leave", UriKind.Relative), null);

        var text = await answer.Content.ReadAsStringAsync();
        text.ShouldContain("declare function getVariable(name: string): any;");
        text.ShouldContain($"get{char.ToUpperInvariant(variable[0])}{variable[1..]}()");
        text.ShouldContain("按名称取变量的值");
    }

    [Fact]
    public async Task Its_pages_are_for_process_owners_and_readers()
    {
        await using var hall = await Hall.OpenAsync();
        var owner = await Visitor.SignInAsync(hall, "u006");
        var clerk = await Visitor.SignInAsync(hall, "u030");

        foreach (var page in new[] { "/studio/", "/studio/workflows/definitions", "/studio/workflows/definitions/leave/edit", "/studio/workflows/instances", "/studio/workflows/instances/x/view" })
        {
            (await owner.SeeAsync(page)).Html.ShouldContain("elsa-workflow-", Case.Sensitive, page);
            (await clerk.SeeAsync(page)).Status.ShouldBe(HttpStatusCode.NotFound, page);
        }

        (await owner.SeeAsync("/studio/workflows/definitions/deleted-since/edit")).Status.ShouldBe(HttpStatusCode.NotFound, "the Studio would stay blank");
    }

    [Fact]
    public async Task Built_without_its_package_the_host_says_so_there_and_does_everything_else()
    {
        await using var hall = await Hall.OpenAsync(settings: (Microsoft.AspNetCore.Hosting.WebHostDefaults.ContentRootKey, Path.GetTempPath()));
        var owner = await Visitor.SignInAsync(hall, "u006");

        foreach (var page in new[] { "/studio/", "/studio/workflows/definitions/leave/edit" })
        {
            var (status, html) = await owner.SeeAsync(page);
            status.ShouldBe(HttpStatusCode.ServiceUnavailable, page);
            html.ShouldContain("没有安装流程设计器");
            html.ShouldNotContain("blazor.webassembly.js");
        }

        (await owner.SeeAsync("/admin/procedures/leave/outline")).Status.ShouldBe(HttpStatusCode.OK);
        (await owner.SeeAsync("/inbox")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Its_files_come_packed_and_those_with_a_fingerprint_are_kept_for_ever()
    {
        await using var hall = await Hall.OpenAsync();
        using var client = hall.NewClient();
        client.DefaultRequestHeaders.AcceptEncoding.ParseAdd("br, gzip");

        using var start = await client.GetAsync(new Uri("/studio/_framework/blazor.webassembly.js", UriKind.Relative));
        var boot = await client.GetStringAsync(new Uri("/studio/_framework/dotnet.js", UriKind.Relative));

        start.Content.Headers.ContentEncoding.ShouldBe(["br"]);
        start.Content.Headers.ContentType!.MediaType.ShouldBe("text/javascript");
        start.Headers.CacheControl!.NoCache.ShouldBeTrue("its name stays the same in the next version");
        boot.ShouldNotBeEmpty();
        using var wasm = await client.GetAsync(new Uri("/studio/_framework/Elsa.Api.Client.mbze71icf3.wasm", UriKind.Relative));
        wasm.Content.Headers.ContentType!.MediaType.ShouldBe("application/wasm");
        wasm.Headers.CacheControl!.ToString().ShouldContain("immutable");
        (await client.GetAsync(new Uri("/studio/../appsettings.json", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await client.GetAsync(new Uri("/studio/%2e%2e/%2e%2e/package.json", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static bool IsChinese(JsonNode? text) => text!.ToString().Any(c => c is >= '\u4e00' and <= '\u9fff') || text.ToString() is "JavaScript" or "JSON";
}
