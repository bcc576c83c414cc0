using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Expressions;
using StaffFlows.Engine.Tests.Engine.Support;

namespace StaffFlows.Engine.Tests.Engine;

public sealed class When_an_instance_is_stored
{
    private static readonly DateTimeOffset At = new(2026, 3, 2, 12, 0, 0, TimeSpan.FromHours(8));

    private static readonly WorkflowInstance Full = new()
    {
        Id = new(new("01900000-0000-7000-8000-000000000001")), DefinitionId = "leave", DefinitionVersionId = "leave-v3", DefinitionVersion = 3, Version = 7,
        SubStatus = WorkflowSubStatus.Faulted, Name = "请假", CorrelationId = "c", CreatedAt = At, UpdatedAt = At.AddHours(1), FinishedAt = At.AddHours(2), JournalSequence = 12,
        Executions =
        [
            new() { Id = new(new("01900000-0000-7000-8000-000000000002")), NodeId = "Workflow1", Status = ActivityStatus.Running, StartedAt = At },
            new()
            {
                Id = new(new("01900000-0000-7000-8000-000000000003")), NodeId = "Workflow1:flow", Owner = new(new("01900000-0000-7000-8000-000000000002")), Status = ActivityStatus.Running, StartedAt = At,
                Memory = Values(("arrived", new[] { 1, 2 })), Variables = Values(("Days", 3), ("Reason", "看病"), ("Nothing", null)),
            },
        ],
        Bookmarks =
        [
            new(new(new("01900000-0000-7000-8000-000000000004")), "Elsa.Delay", "AB12", JsonValues.From(new { Task = "t" }), new(new("01900000-0000-7000-8000-000000000003")), "Workflow1:flow:d", At, At.AddDays(1)),
        ],
        Incidents = [new(new(new("01900000-0000-7000-8000-000000000003")), "Workflow1:flow", "exception", "It broke.", At)],
        Input = Values(("x", "y")), Properties = Values(("caseId", "01900000")), Output = Values(("result", new { Days = 3 })),
    };

    [Fact]
    public void Its_form_is_the_approved_one() =>
        JsonSerializer.Serialize(JsonElement.Parse(WorkflowInstanceJson.Write(Full)), Indented).ShouldBe(Resource.Read("instance.approved.json").TrimEnd().ReplaceLineEndings("\n"));

    [Fact]
    public void It_comes_back_as_it_was()
    {
        var json = WorkflowInstanceJson.Write(Full);

        WorkflowInstanceJson.Write(WorkflowInstanceJson.Read(json)).ShouldBe(json);
        WorkflowInstanceJson.Read(json).Executions[1].Owner.ShouldBe(Full.Executions[0].Id);
        WorkflowInstanceJson.Read(json).Bookmarks[0].DueAt.ShouldBe(At.AddDays(1));
    }

    [Fact]
    public void Any_texts_and_numbers_come_back_as_they_were()
    {
        Prop.ForAll<string[], int, bool>((texts, number, flag) =>
        {
            var instance = Full with { Properties = Values(("a", texts), ("b", number), ("c", flag)), Name = texts.Length > 0 ? texts[0] : null };
            var json = WorkflowInstanceJson.Write(instance);
            var read = WorkflowInstanceJson.Read(json);

            return WorkflowInstanceJson.Write(read) == json && JsonElement.DeepEquals(read.Properties["a"], instance.Properties["a"]);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public async Task A_waiting_one_is_small()
    {
        var scenario = new Scenario(new Flow().Fork("f", "A", "B").Task("t").Task("u").Path("f.A", "t").Path("f.B", "u").Build());

        await scenario.StartAsync();

        WorkflowInstanceJson.WriteUtf8(await scenario.InstanceAsync()).Length.ShouldBeLessThan(1_900, "what Elsa needs");
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[")]
    [InlineData("7")]
    public void Anything_else_is_refused(string json) => Should.Throw<FormatException>(() => WorkflowInstanceJson.Read(json));

    [Fact]
    public void The_hash_of_a_bookmark_is_Elsas()
    {
        // SHA-256 of: Elsa.Event|{"EventName":"go"}
        var expected = Convert.ToHexString(System.Security.Cryptography.SHA256.HashData("Elsa.Event|{\"EventName\":\"go\"}"u8));

        BookmarkHash.Compute("Elsa.Event", JsonValues.From(new { EventName = "go", Nothing = (string?)null })).ShouldBe(expected);
    }

    [Fact]
    public void Its_states_follow_each_other_in_these_ways_only()
    {
        var all = Enum.GetValues<WorkflowSubStatus>();

        all.SelectMany(from => all.Where(to => WorkflowLifecycle.CanMove(from, to)).Select(to => (from, to))).ShouldBe(
        [
            (WorkflowSubStatus.Pending, WorkflowSubStatus.Executing),
            (WorkflowSubStatus.Executing, WorkflowSubStatus.Suspended), (WorkflowSubStatus.Executing, WorkflowSubStatus.Finished),
            (WorkflowSubStatus.Executing, WorkflowSubStatus.Cancelled), (WorkflowSubStatus.Executing, WorkflowSubStatus.Faulted),
            (WorkflowSubStatus.Suspended, WorkflowSubStatus.Executing),
            (WorkflowSubStatus.Faulted, WorkflowSubStatus.Executing),
        ]);
    }

    [Fact]
    public void Ids_of_a_burst_repeat_with_its_seed_and_rise()
    {
        var (one, two, other) = (new IdSource(At, 5), new IdSource(At, 5), IdSource.Create(At));
        var ids = Enumerable.Range(0, 100).Select(_ => one.NewId()).ToList();

        ids.ShouldBe(Enumerable.Range(0, 100).Select(_ => two.NewId()));
        ids.ShouldNotContain(other.NewId());
        ids.ShouldBe(ids.OrderBy(id => id.ToString(), StringComparer.Ordinal));
        ids.ShouldAllBe(id => id.Version == 7 && id.Variant >= 8 && id.Variant < 12);
    }

    [Fact]
    public void No_two_bursts_of_the_same_moment_draw_the_same_ids() => IdSource.Create(At).NewId().ShouldNotBe(IdSource.Create(At).NewId());

    [Fact]
    public void Random_numbers_are_those_of_two_streams_of_SplitMix64()
    {
        // The first numbers that its authors' code gives for the seeds 0 and 1234567.
        const ulong Zero = 0xE220A8397B1DCDAF, Other = 6457827717110365317;

        new IdSource(At, 1234567).NextRandom().ShouldBe(((Zero ^ Other) >> 11) / Math.Pow(2, 53));
    }

    [Fact]
    public void Ids_begin_with_the_moment_of_their_burst() =>
        new IdSource(At, 5).NewId().ToString("N")[..12].ShouldBe(At.ToUnixTimeMilliseconds().ToString("x12", System.Globalization.CultureInfo.InvariantCulture));

    [Fact]
    public void Random_numbers_of_a_burst_fill_the_range_from_0_to_1()
    {
        var source = new IdSource(At, 5);
        var numbers = Enumerable.Range(0, 1_000).Select(_ => source.NextRandom()).ToList();

        numbers.ShouldAllBe(number => number >= 0 && number < 1);
        numbers.GroupBy(number => (int)(number * 10)).Count().ShouldBe(10);
    }

    [Fact]
    public void What_it_has_none_of_is_left_out_and_what_has_no_value_is_null()
    {
        var bare = Full with { Executions = [], Bookmarks = [], Incidents = [], Input = Full.Input.Clear().Add("x", default), Properties = Full.Properties.Clear(), Output = Full.Output.Clear() };

        var json = JsonElement.Parse(WorkflowInstanceJson.Write(bare));

        json.GetProperty("input").GetRawText().ShouldBe("{\"x\":null}");
        json.EnumerateObject().Select(member => member.Name).Intersect(["executions", "bookmarks", "incidents", "properties", "output"]).ShouldBeEmpty();
    }

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n", Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static System.Collections.Immutable.ImmutableDictionary<string, JsonElement> Values(params (string Name, object? Value)[] values) =>
        System.Collections.Immutable.ImmutableDictionary.CreateRange(values.Select(value => KeyValuePair.Create(value.Name, JsonValues.From(value.Value))));
}
