using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using StaffFlows.Workflows.Calendar;

namespace StaffFlows.Engine.Tests.Calendar;

public sealed class When_the_worked_vectors_are_computed
{
    private static readonly JsonArray Vectors =
        JsonNode.Parse(Repository.Read("tests/Engine.Tests/Calendar/working-day-vectors.json").Span)!["vectors"]!.AsArray();

    public static TheoryData<string> Ids => [.. Vectors.Select(v => v!["id"]!.GetValue<string>())];

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_operation_answers_as_derived_by_hand(string id)
    {
        var vector = Vectors.Single(v => v!["id"]!.GetValue<string>() == id)!;
        var operation = JsonNamingPolicy.KebabCaseLower.ConvertName(vector["op"]!.GetValue<string>());
        var arguments = vector["args"]!.AsObject().ToDictionary(a => a.Key, a => Texts(a.Value!));

        var answer = CalendarOperations.Call(operation, arguments, The_calendar.Of_the_state_council).ShouldBeOfType<CalendarAnswer.Answered>();

        answer.Result.ToJsonString().ShouldBe(vector["expected"]!.ToJsonString(), vector["reasoning"]!.GetValue<string>());
        answer.Provisional.ShouldBe(vector["provisional"]!.GetValue<bool>());
    }

    [Fact]
    public void Every_operation_but_adding_working_days_has_a_vector()
    {
        var covered = Vectors.Select(v => JsonNamingPolicy.KebabCaseLower.ConvertName(v!["op"]!.GetValue<string>()));

        CalendarOperations.Names.Except(covered).ShouldBe(["add-working-days"]);
    }

    private static ImmutableArray<string> Texts(JsonNode value) =>
        value is JsonArray list ? [.. list.Select(i => i!.ToString())] : [value.ToString()];
}
