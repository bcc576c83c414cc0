using StaffFlows.Engine.Definitions.Json;
using StaffFlows.Host.Components;
using StaffFlows.Host.Components.Models;
using StaffFlows.Host.Features.Cases;
using StaffFlows.Host.Tests.StudioApi;
using StaffFlows.Testing;
using StaffFlows.Workflows.Procedures;

namespace StaffFlows.Host.Tests.Procedures;

/// <summary>Definitions of the product as the designer and the case page draw them.</summary>
public sealed class The_charts_that_ship
{
    /// <summary>Arrows to one target run together and count each: four ways back for change and five refusals have to pass what leads on.</summary>
    private const int Unavoidable = 12;

    private static readonly string Folder = FindFolder(new DirectoryInfo(AppContext.BaseDirectory));

    public static TheoryData<string> Charts =>
        [.. Directory.EnumerateFiles(Folder, "*.json").Select(Path.GetFileName).OfType<string>().Where(name => name != "demo-organisation.json").Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Charts))]
    public void No_step_lies_on_another_and_all_speak_Chinese(string file)
    {
        var nodes = Nodes(file);

        foreach (var (one, other) in Pairs(nodes))
            (one.X < other.X + other.Width && other.X < one.X + one.Width && one.Y < other.Y + other.Height && other.Y < one.Y + one.Height).ShouldBeFalse($"{one.Label} and {other.Label}");
        nodes.ShouldAllBe(node => node.Label.Any(c => c >= 0x4e00));
    }

    [Theory, MemberData(nameof(Charts))]
    public void No_arrow_runs_through_a_step_and_few_cross(string file)
    {
        var nodes = Nodes(file).ToDictionary(node => node.Id);
        var arrows = Version(file).Chart.Connections.Select(c => (
            Name: $"{c.SourceId} {c.SourcePort}", c.SourceId, c.TargetId,
            FlowRoute.Between(nodes[c.SourceId], nodes[c.TargetId], new(c.SourceId, c.TargetId, null, [.. c.Vertices.Select(v => new FlowPoint(v.X, v.Y))], false)).Points)).ToList();

        foreach (var arrow in arrows)
            foreach (var node in nodes.Values.Where(n => n.Id != arrow.SourceId && n.Id != arrow.TargetId))
                Pieces(arrow.Points).ShouldNotContain(piece => Passes(piece, node), $"{arrow.Name} through {node.Label}");
        Pairs(arrows).Count(pair => Pieces(pair.One.Points).Any(a => Pieces(pair.Other.Points).Any(b => Cross(a, b))))
            .ShouldBeLessThanOrEqualTo(Unavoidable);
    }

    [Fact]
    public async Task What_the_designer_saves_back_runs_to_its_end()
    {
        await using var hall = await Hall.OpenAsync();
        var owner = await Owner.SignInAsync(hall, "u006");
        var leave = await owner.OpenAsync("leave");
        leave["description"] = "在设计器里打开并保存";

        var (_, saved) = await owner.SaveAsync(leave, publish: true);
        var request = await hall.AcceptedAsync();
        await (await hall.AsAsync("u022")).DecideAsync(request, "agree");
        var seen = await (await hall.AsAsync("u030")).CaseAsync(request);

        saved["workflowDefinition"]!["version"]!.GetValue<int>().ShouldBe(2);
        seen.Text("title").ShouldStartWith("年休假 · ");
        seen.Text("title").ShouldEndWith(" · 2 个工作日");
        seen["timeline"]!.AsArray().Select(line => line!["step"]!.ToString()).ShouldContain("单位领导审批");
    }

    private static ProcedureVersion Version(string file) => ProcedureVersion.Of(WorkflowDefinitionJson.Read(File.ReadAllText(Path.Combine(Folder, file))));

    private static List<FlowNodeView> Nodes(string file) =>
    [
        .. Version(file).Chart.Children.Select(node => new FlowNodeView(
            node.Id, node.Metadata.Position.X, node.Metadata.Position.Y, CaseFlow.SizeOf(node).Width, CaseFlow.SizeOf(node).Height, node.DisplayName, FlowState.None)),
    ];

    private static IEnumerable<(T One, T Other)> Pairs<T>(IReadOnlyList<T> all) => all.SelectMany((one, i) => all.Skip(i + 1).Select(other => (one, other)));

    private static List<(FlowPoint A, FlowPoint B)> Pieces(IReadOnlyList<FlowPoint> points) => [.. points.Zip(points.Skip(1))];

    private static bool Passes((FlowPoint A, FlowPoint B) piece, FlowNodeView node) => Enumerable.Range(0, 41)
        .Select(i => new FlowPoint(piece.A.X + ((piece.B.X - piece.A.X) * i / 40), piece.A.Y + ((piece.B.Y - piece.A.Y) * i / 40)))
        .Any(p => p.X > node.X && p.X < node.X + node.Width && p.Y > node.Y && p.Y < node.Y + node.Height);

    private static bool Cross((FlowPoint A, FlowPoint B) one, (FlowPoint A, FlowPoint B) other) =>
        Side(one, other.A) * Side(one, other.B) < -1e-9 && Side(other, one.A) * Side(other, one.B) < -1e-9;

    private static double Side((FlowPoint A, FlowPoint B) line, FlowPoint p) => ((line.B.X - line.A.X) * (p.Y - line.A.Y)) - ((line.B.Y - line.A.Y) * (p.X - line.A.X));

    private static string FindFolder(DirectoryInfo? directory)
    {
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "StaffFlows.sln"))) directory = directory.Parent;
        return Path.Combine(directory?.FullName ?? throw new DirectoryNotFoundException("StaffFlows.sln"), "workflows");
    }
}
