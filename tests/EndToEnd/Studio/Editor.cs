using Microsoft.Playwright;

namespace StaffFlows.EndToEnd.Studio;

/// <summary>A procedure in the Studio's editor, worked on with mouse and keys.</summary>
internal sealed class Editor(IPage page)
{
    private const int Steps = 15;
    private const string Choices = ".mud-list-item, .mud-list-item-extended";

    public IPage Page => page;

    public ILocator Graph => page.Locator(".x6-graph");

    public ILocator Edges => page.Locator(".x6-edge");

    public ILocator Node(string id) => page.Locator($".x6-node[data-cell-id='{id}']");

    public ILocator Title(string id) => Node(id).Locator(".activity-label");

    /// <summary>What the chart calls the ways out of a step.</summary>
    public Task ShouldCallPortsAsync(string id, params string[] labels) => Assertions.Expect(Node(id).Locator(".x6-port-out .x6-port-label")).ToHaveTextAsync(labels, new() { Timeout = StudioHall.Patience });

    /// <summary>Brings the whole chart onto the screen.</summary>
    public async Task ShowAllAsync()
    {
        await page.Locator(".x6-node").First.WaitForAsync();
        var view = page.Locator(".x6-graph-svg-viewport");
        var before = await view.GetAttributeAsync("transform");
        await page.Locator(".rz-splitter-pane").Filter(new() { Has = Graph }).Last.Locator("button:visible").First.ClickAsync();
        await Assertions.Expect(view).Not.ToHaveAttributeAsync("transform", before ?? "");
    }

    /// <summary>Drags an activity out of the toolbox; the offset is on the screen, from the upper left corner of a step.</summary>
    /// <returns>The new step's id.</returns>
    public async Task<string> DropAsync(string category, string activity, string? beside, int x, int y)
    {
        var item = page.WithText("[draggable='true']:visible", activity);
        if (await item.CountAsync() == 0) await page.WithText(".mud-expand-panel-header", category).ClickAsync();
        await Assertions.Expect(page.Locator(".mud-collapse-entering")).ToHaveCountAsync(0);
        var before = await IdsAsync();
        var (graph, corner) = (await BoxAsync(Graph), beside is null ? await BoxAsync(Graph) : await BoxAsync(Body(beside)));
        await SavedAsync(() => item.DragToAsync(Graph, new() { TargetPosition = new() { X = corner.X - graph.X + x, Y = corner.Y - graph.Y + y } }));
        var id = (await IdsAsync()).Except(before).ShouldHaveSingleItem();
        await ShouldBeSelectedAsync(id);
        await Assertions.Expect(Node(id)).ToContainTextAsync(activity);
        return id;
    }

    public async Task ConnectAsync(string from, string port, string to)
    {
        var edges = await Edges.CountAsync();
        await SelectNothingAsync();
        var (start, end) = (await BoxAsync(Node(from).Locator($"[port='{port}']")), await BoxAsync(Node(to).Locator("[port='In']")));
        await SavedAsync(async () =>
        {
            await page.Mouse.MoveAsync(start.X + (start.Width / 2), start.Y + (start.Height / 2));
            await page.Mouse.DownAsync();
            await page.Mouse.MoveAsync(end.X + (end.Width / 2), end.Y + (end.Height / 2), new() { Steps = Steps });
            await page.Mouse.UpAsync();
        }, $$"""{"activity":"{{from}}","port":"{{port}}"},"target":{"activity":"{{to}}",""");
        await Assertions.Expect(Edges).ToHaveCountAsync(edges + 1);
    }

    /// <summary>The Studio offers a cross on the connection under the mouse, near its start.</summary>
    public async Task DisconnectAsync(string from, string port, string to)
    {
        var point = await Graph.EvaluateAsync<float[]>(PointOnEdge, new[] { from, port, to });
        await page.Mouse.MoveAsync(point[0] - 1, point[1]);
        await page.Mouse.MoveAsync(point[0], point[1]);
        var cross = await BoxAsync(page.Locator(".x6-cell-tool-button").Last);
        await SavedAsync(() => page.Mouse.ClickAsync(cross.X + (cross.Width / 2), cross.Y + (cross.Height / 2)));
    }

    /// <summary>Selects a step and waits for its properties. Connections lie over the middle of it, and a click on one bends it.</summary>
    public async Task SelectAsync(string id)
    {
        var box = await BoxAsync(Body(id));
        await page.Mouse.ClickAsync(box.X + (box.Width / 2), box.Y + (box.Height * 0.8f));
        await ShouldBeSelectedAsync(id);
    }

    public async Task FillInAsync(string label, string value)
    {
        var input = page.Field(label).Locator("input:visible, textarea:visible").First;
        await input.FillAsync(value);
        await SavedAsync(() => input.PressAsync("Tab"), value);
    }

    /// <summary>Types the value, or chooses it by its words where the property has a list of them.</summary>
    public async Task GiveAsync(string label, string value, string words)
    {
        var field = page.Field(label);
        await field.WaitForAsync();
        if (await field.Locator("input:visible:not([readonly]), textarea:visible").CountAsync() > 0)
        {
            await FillInAsync(label, value);
            return;
        }

        await SavedAsync(() => ChooseAsync(field, words), value);
    }

    /// <summary>Chooses from the field's list; a long one is searched.</summary>
    private async Task ChooseAsync(ILocator field, string words)
    {
        await field.Locator(".mud-input-slot:visible").First.ClickAsync();
        var list = page.Locator(".mud-popover-open").Last;
        await list.Locator(Choices).First.WaitForAsync();
        var search = list.Locator("input:visible");
        if (await search.CountAsync() > 0) await search.First.FillAsync(words);
        await page.WithText($".mud-popover-open :is({Choices})", words).First.ClickAsync();
    }

    /// <summary>The cloud button.</summary>
    public async Task PublishAsync()
    {
        await CloudAsync();
        await Assertions.Expect(page.Locator(".mud-snackbar").Filter(new() { HasText = "流程已发布" }).First).ToBeVisibleAsync();
    }

    /// <summary>The cloud button where the host says no, for reasons with these names in them; the Studio shows three at a time.</summary>
    public async Task ShouldBeRefusedAsync(params string[] names)
    {
        (await CloudAsync()).Status.ShouldBe(400);
        foreach (var name in names) await Assertions.Expect(page.Locator(".mud-snackbar").Filter(new() { HasText = name }).First).ToBeVisibleAsync();
    }

    /// <param name="type">As the list of types calls it.</param>
    public async Task AddVariableAsync(string name, string type, string value)
    {
        await page.ShowTabAsync("变量");
        await page.WithText("button:visible", "添加变量").ClickAsync();
        var field = page.Field("名称").Locator("input");
        await Assertions.Expect(field).ToHaveValueAsync(Patterns.Expression("^Variable"));     // the dialog gives a name of its own first
        await field.FillAsync(name);
        await field.PressAsync("Tab");
        await ChooseAsync(page.Field("类型"), type);
        await Assertions.Expect(page.Field("类型")).ToContainTextAsync(type);
        var initial = page.Field("默认值").Locator("input, textarea").First;
        await initial.FillAsync(value);
        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(initial).ToHaveValueAsync(value);
        await Assertions.Expect(field).ToHaveValueAsync(name);
        await SavedAsync(() => page.WithText(".mud-dialog button", "确定").ClickAsync(), $"\"name\":\"{name}\"");
    }

    /// <summary>Gives the property of the selected step a script.</summary>
    public async Task ScriptAsync(string label, string script)
    {
        await page.ShowTabAsync("输入");
        var field = page.Fields(label).Or(page.WithText("label", label)).Last;
        await page.Locator("div.d-flex.flex-row.gap-3").Filter(new() { Has = field }).Last.Locator("button").Last.ClickAsync();
        await page.WithText(".mud-popover-open .mud-menu-item", "JavaScript").ClickAsync();
        await page.Locator(".monaco-editor:visible").Last.ClickAsync();
        await page.Keyboard.PressAsync("Control+A");
        await SavedAsync(() => page.Keyboard.InsertTextAsync(script), script);
    }

    /// <summary>The procedure as the host has it.</summary>
    public Task<string> StoredAsync() => page.EvaluateAsync<string>(Stored);

    public async Task<string[]> IdsAsync() => await page.Locator(".x6-node").EvaluateAllAsync<string[]>("nodes => nodes.map(node => node.dataset.cellId)");

    /// <summary>
    /// Does something that is saved by itself, and waits until the host has all that is on the screen, with the text in it, and the Studio has
    /// taken the answer in: it then asks for the activities anew.
    /// </summary>
    private async Task SavedAsync(Func<Task> change, string text = "")
    {
        IResponse? saved = null;
        var refreshed = page.WaitForResponseAsync(answer =>
        {
            if (saved is null && IsSave(answer)) saved = answer;
            return saved is { Status: not 200 } || (saved is not null && answer.Url.Contains("/descriptors/activities", StringComparison.Ordinal));
        });
        await change();
        await refreshed;
        saved.ShouldNotBeNull().Status.ShouldBe(200);
        await page.WaitForFunctionAsync(IsStored, text, new() { PollingInterval = 300 });
    }

    private Task<IResponse> CloudAsync() =>
        page.RunAndWaitForResponseAsync(() => page.Locator(".mud-button-group-root button").First.ClickAsync(), answer => IsSave(answer) && IsPublication(answer.Request));

    /// <summary>The properties are those of the step, on the tab that names it.</summary>
    private async Task ShouldBeSelectedAsync(string id) => await page.WaitForFunctionAsync(IsSelected, new[] { id, "通用" }, new() { PollingInterval = 300 });

    /// <summary>The frame round a selected step lies over its ports.</summary>
    private async Task SelectNothingAsync()
    {
        var graph = await BoxAsync(Graph);
        await page.Mouse.ClickAsync(graph.X + 8, graph.Y + 8);
        await Assertions.Expect(page.Locator(".x6-node-selected")).ToHaveCountAsync(0);
    }

    private ILocator Body(string id) => Node(id).Locator("foreignObject");

    private static bool IsSave(IResponse answer) => answer.Request.Method is "POST" && answer.Url.EndsWith("/workflow-definitions", StringComparison.Ordinal);

    private static bool IsPublication(IRequest request) => request.PostData?.Contains("\"publish\":true", StringComparison.Ordinal) is not false;

    /// <summary>Where it is, once it has come to rest.</summary>
    private static async Task<LocatorBoundingBoxResult> BoxAsync(ILocator locator)
    {
        await (await locator.ElementHandleAsync()).WaitForElementStateAsync(ElementState.Stable);
        return (await locator.BoundingBoxAsync()).ShouldNotBeNull();
    }

    private const string Stored = """
        async () => (await fetch(`/elsa/api/workflow-definitions/by-definition-id/${location.pathname.split('/').at(-2)}?versionOptions=Latest`)).text()
        """;

    /// <summary>The draft has as many connections as the chart, and the text somewhere.</summary>
    private const string IsStored = """
        async text => {
          const id = location.pathname.split('/').at(-2);
          const draft = await (await fetch(`/elsa/api/workflow-definitions/by-definition-id/${id}?versionOptions=Latest`)).json();
          return (draft.root.connections?.length ?? 0) === document.querySelectorAll('.x6-edge').length && JSON.stringify(draft).includes(text);
        }
        """;

    /// <summary>A step's title is its text or, without one, its name; the panel is drawn anew when another is selected, on whichever tab.</summary>
    private const string IsSelected = """
        ([id, tab]) => {
          const general = [...document.querySelectorAll('.mud-tab')].findLast(candidate => candidate.innerText.trim() === tab);
          const title = document.querySelector(`.x6-node[data-cell-id="${id}"] .activity-label`)?.innerText.trim();
          if (!general?.classList.contains('mud-tab-active')) general?.click();
          else if (title && [...document.querySelectorAll('.mud-input-control input')].some(input => input.checkVisibility() && input.value === title)) return true;
          return false;
        }
        """;

    /// <summary>The connection whose ends are nearest to the two ports, and where the cross will be: 20 units from its start.</summary>
    private const string PointOnEdge = """
        (graph, [from, port, to]) => {
          const centre = selector => { const box = graph.querySelector(selector).getBoundingClientRect(); return { x: box.x + box.width / 2, y: box.y + box.height / 2 }; };
          const start = centre(`.x6-node[data-cell-id="${from}"] [port="${port}"]`), end = centre(`.x6-node[data-cell-id="${to}"] [port="In"]`);
          const found = [...graph.querySelectorAll('.x6-edge path:first-child')].map(path => {
            const at = length => path.getPointAtLength(length).matrixTransform(path.getScreenCTM());
            const length = path.getTotalLength(), a = at(0), b = at(length);
            return { point: at(20), off: Math.hypot(a.x - start.x, a.y - start.y) + Math.hypot(b.x - end.x, b.y - end.y) };
          }).sort((one, other) => one.off - other.off)[0];
          return [found.point.x, found.point.y];
        }
        """;
}
