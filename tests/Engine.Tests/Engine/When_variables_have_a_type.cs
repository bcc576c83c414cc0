using StaffFlows.Engine.Tests.Engine.Support;
using static StaffFlows.Engine.Tests.Engine.Support.Nodes;

namespace StaffFlows.Engine.Tests.Engine;

/// <summary>Designers store every default as text; the type's name says what it stands for.</summary>
public sealed class When_variables_have_a_type
{
    [Theory]
    [InlineData("Byte", "5", "number 5")]
    [InlineData("Int16", "5", "number 5")]
    [InlineData("Int32", "5", "number 5")]
    [InlineData("Int64", "5", "number 5")]
    [InlineData("Single", "0.5", "number 0.5")]
    [InlineData("Double", "0.5", "number 0.5")]
    [InlineData("Decimal", "0.5", "number 0.5")]
    [InlineData("Boolean", "true", "boolean true")]
    [InlineData("String", "5", "string \"5\"")]
    [InlineData("String", "[1]", "string \"[1]\"")]
    [InlineData("System.Int32, System.Private.CoreLib", "5", "number 5")]
    [InlineData("Acme.Grade", "5", "string \"5\"")]
    public async Task Its_text_is_read_as_that_type(string type, string text, string seen) => (await SeenAsync(type, text)).ShouldBe(seen);

    [Theory]
    [InlineData("Object")]
    [InlineData("ObjectDictionary")]
    [InlineData("ExpandoObject")]
    [InlineData("System.Text.Json.Nodes.JsonNode")]
    [InlineData("JsonObject")]
    [InlineData("JsonArray")]
    [InlineData("JsonElement")]
    public async Task A_type_of_any_shape_takes_JSON_and_leaves_other_text_alone(string type)
    {
        (await SeenAsync(type, """ {"days":3}""")).ShouldBe("""object {"days":3}""");
        (await SeenAsync(type, "[1,2]")).ShouldBe("object [1,2]");
        (await SeenAsync(type, "3")).ShouldBe("string \"3\"");
    }

    [Theory]
    [InlineData("Int32", "many")]
    [InlineData("Boolean", "perhaps")]
    [InlineData("Object", "{broken")]
    [InlineData("Object", "")]
    public async Task What_does_not_fit_stays_as_it_is(string type, string text) => (await SeenAsync(type, text)).ShouldBe($"string \"{text}\"");

    [Theory]
    [InlineData("Int32", "[1,2]", "object [1,2]")]
    [InlineData("String", """["a"]""", """object ["a"]""")]
    [InlineData("Int32", "5", "string \"5\"")]
    public async Task A_list_is_read_as_JSON_whatever_is_in_it(string type, string text, string seen) => (await SeenAsync(type, text, isArray: true)).ShouldBe(seen);

    [Fact]
    public async Task What_a_step_puts_in_later_is_read_in_the_same_way()
    {
        var variable = Variable("X");
        variable["typeName"] = "Int32";
        var scenario = new Scenario(Define(Sequence("s", SetVariable("set", "X", "'7'"), Line("l", "typeof getX()")), variable));

        await scenario.StartAsync();

        scenario.Lines.ShouldBe(["number"]);
    }

    private static async Task<string> SeenAsync(string type, string text, bool isArray = false)
    {
        var variable = Variable("X", text);
        (variable["typeName"], variable["isArray"]) = (type, isArray);
        var scenario = new Scenario(Define(Sequence("s", Line("l", "typeof getX() + ' ' + JSON.stringify(getX())")), variable));

        await scenario.StartAsync();

        return scenario.Lines.ShouldHaveSingleItem();
    }
}
