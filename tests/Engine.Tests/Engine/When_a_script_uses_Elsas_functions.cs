using System.Text.Json;
using StaffFlows.Engine.Expressions;
using StaffFlows.Engine.Tests.Engine.Support;
using static StaffFlows.Engine.Tests.Engine.Support.ScriptScope;

namespace StaffFlows.Engine.Tests.Engine;

public sealed class When_a_script_uses_Elsas_functions
{
    [Theory]
    [InlineData("isNullOrWhiteSpace(' ') && isNullOrEmpty(null) && isNullOrEmpty('') && isNullOrWhiteSpace() && !isNullOrEmpty(' ') && !isNullOrWhiteSpace('x')", "true")]
    [InlineData("toJson({ a: [1, '请'] })", "\"{\\\"a\\\":[1,\\\"请\\\"]}\"")]
    [InlineData("stringToBase64('请假')", "\"6K+35YGH\"")]
    [InlineData("stringFromBase64(stringToBase64('请假'))", "\"请假\"")]
    [InlineData("bytesFromString('Az')", "[65,122]")]
    [InlineData("bytesToString([72, 101])", "\"He\"")]
    [InlineData("bytesToBase64([72, 101])", "\"SGU=\"")]
    [InlineData("bytesFromBase64('SGU=')", "[72,101]")]
    [InlineData("bytesToString('SGU=') + streamToBase64([72, 101]) + streamToBytes('SGU=').length", "\"HeSGU=2\"")]
    [InlineData("parseGuid('{0198B6A0-0000-7000-8000-000000000001}')", "\"0198b6a0-0000-7000-8000-000000000001\"")]
    [InlineData("try { parseGuid('x') } catch (e) { e.message }", "\"'x' is no GUID.\"")]
    [InlineData("/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(newGuid()) && newGuidString().length == 36 && getGuidString().length == 36", "true")]
    [InlineData("/^[A-Za-z0-9]{15,22}$/.test(newShortGuid()) && /^[A-Za-z0-9]+$/.test(getShortGuid())", "true")]
    [InlineData("getWorkflowDefinitionId() + '|' + getWorkflowDefinitionVersionId() + '|' + getWorkflowDefinitionVersion() + '|' + getWorkflowInstanceId()", "\"leave|leave-v3|3|1\"")]
    [InlineData("getCorrelationId() === null && getWorkflowInstanceName() === null", "true")]
    [InlineData("getLastResult()", "\"yes\"")]
    [InlineData("typeof getVariable + typeof getNothing + typeof setNothing", "\"functionundefinedundefined\"")]
    public void They_answer_as_Elsa_does(string script, string json) => Evaluate(script).GetRawText().ShouldBe(json);

    [Theory]
    [InlineData("bytesToString([1, 300])", "no bytes")]
    [InlineData("bytesToBase64({})", "no bytes")]
    [InlineData("stringFromBase64('%%')", "no base64")]
    [InlineData("parseGuid('x')", "no GUID")]
    public void What_cannot_be_converted_is_said(string script, string words) =>
        Should.Throw<ExpressionException>(() => Evaluate(script)).Message.ShouldContain(words);

    [Fact]
    public void Variables_are_read_and_written_in_every_way()
    {
        var scope = new ScriptScope().With("Days", 3).With("reason", "x").With("List", new[] { 1 });

        Evaluate("getVariable('Days') + getDays() + variables.Days + getReason() + getreason()", scope).GetString().ShouldBe("9xx");
        Evaluate("setVariable('Days', 4); setReason('y'); variables.List.push(2); variables.New = { a: 1 }; 0", scope);

        scope.GetVariable("Days").GetInt32().ShouldBe(4);
        scope.GetVariable("reason").GetString().ShouldBe("y");
        scope.GetVariable("List").GetRawText().ShouldBe("[1,2]");
        scope.GetVariable("New").GetRawText().ShouldBe("""{"a":1}""");
        Evaluate("Object.keys(variables).length", scope).GetInt32().ShouldBe(4);
    }

    [Theory]
    [InlineData("setVariable('Days', 5); variables.Days", "5", "5", "what a function sets is seen at once")]
    [InlineData("setDays(5); variables.Days = 6; getDays()", "5", "6", "copies come back when the script has ended")]
    [InlineData("variables.Days = 6; setDays(5); variables.Days", "5", "5", "the later wins")]
    [InlineData("variables.Days = 6; throw new Error('x')", null, "3", "a failed script changes nothing by its copies")]
    public void Variables_and_their_copies_agree(string script, string? value, string days, string reason)
    {
        var scope = new ScriptScope().With("Days", 3);

        if (value is null) Should.Throw<ExpressionException>(() => Evaluate(script, scope));
        else Evaluate(script, scope).GetRawText().ShouldBe(value, reason);
        scope.GetVariable("Days").GetRawText().ShouldBe(days, reason);
    }

    [Theory]
    [InlineData("Name", "Name", "getName()", "input", "the input hides the variable of the same name")]
    [InlineData("Name", "Name", "getVariable('Name') + variables.Name", "variablevariable", "but not here")]
    [InlineData("Name", "Name", "getInput('Name')", "input", "by name")]
    [InlineData("name", "name", "getName()", "variable", "an accessor of an input is spelled as the input is")]
    [InlineData("name", "name", "getname()", "input", "an accessor of an input is spelled as the input is")]
    [InlineData("name", "other", "getName()", "input", "no variable wants the accessor")]
    public void An_input_comes_before_a_variable(string input, string variable, string script, string value, string reason)
    {
        var scope = new ScriptScope().With(variable, "variable");
        scope.Inputs[input] = "input";

        Evaluate(script, scope).GetString().ShouldBe(value, reason);
    }

    [Fact]
    public void An_input_that_is_gone_still_hides_the_variable()
    {
        var scope = new ScriptScope().With("Name", "variable");
        scope.Inputs["Name"] = null;

        Evaluate("getName()", scope).ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Theory]
    [InlineData("getOutputFrom('approve')", "yes")]
    [InlineData("getOutputFrom('approve', 'Comment')", "fine")]
    [InlineData("getResultFromApprove()", "yes")]
    [InlineData("getResultFromapprove()", "yes")]
    [InlineData("getCommentFromApprove()", "fine")]
    [InlineData("getDataFromFileFromRead()", "text")]
    [InlineData("getResultFromNobody()", null)]
    public void Outputs_of_activities_are_read_by_name(string script, string? value)
    {
        var scope = new ScriptScope { Outputs = { ["approve.Result"] = "yes", ["approve.Comment"] = "fine", ["read.DataFromFile"] = "text" } };

        Evaluate(script, scope).GetString().ShouldBe(value);
    }

    [Fact]
    public void The_instance_is_named_and_correlated()
    {
        var scope = new ScriptScope();

        Evaluate("setCorrelationId('c-1'); setWorkflowInstanceName('李四'); getCorrelationId() + getWorkflowInstanceName()", scope).GetString().ShouldBe("c-1李四");
        (scope.CorrelationId, scope.InstanceName).ShouldBe(("c-1", "李四"));

        Evaluate("setCorrelationId(null)", scope);
        scope.CorrelationId.ShouldBeNull();
    }
}
