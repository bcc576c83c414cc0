using System.Text.Json.Nodes;
using StaffFlows.Workflows.Procedures;

namespace StaffFlows.Engine.Tests.Procedures;

public sealed class When_two_versions_of_a_procedure_are_compared
{
    public static TheoryData<string, DifferenceArea, DifferenceKind, string, string> Changes => new()
    {
        { "rename", DifferenceArea.Steps, DifferenceKind.Changed, "步骤“窗口负责人审批”改名为“窗口初审”。", "Step “Window head's approval” renamed to “First review”." },
        { "deadline", DifferenceArea.Deadlines, DifferenceKind.Changed, "“单位领导审批”的办理时限：3 个工作日 → 5 个工作日。", "Deadline of “Unit leader's approval”: 3 working day(s) → 5 working day(s)." },
        { "script-to-number", DifferenceArea.Deadlines, DifferenceKind.Changed, "“窗口负责人审批”的办理时限：脚本 variables.reminderDays → 5 个工作日。", "" },
        { "assignee", DifferenceArea.Assignees, DifferenceKind.Changed, "“中心知悉”的办理人：", "" },
        { "answer", DifferenceArea.Assignees, DifferenceKind.Changed, "“窗口负责人审批”的办理人是申请人时：跳过此步骤 → 由上一级办理。", "" },
        { "outcome-new", DifferenceArea.Outcomes, DifferenceKind.Added, "“中心知悉”：增加办理结果“退回”。", "“Centre's notice”: outcome “Back” added." },
        { "outcome-gone", DifferenceArea.Outcomes, DifferenceKind.Removed, "“窗口负责人审批”：取消办理结果“退回修改”。", "" },
        { "outcome-called", DifferenceArea.Outcomes, DifferenceKind.Changed, "“窗口负责人审批”：办理结果“同意”改称“通过”。", "" },
        { "outcome-opinion", DifferenceArea.Outcomes, DifferenceKind.Changed, "“窗口负责人审批”：选“同意”时须写意见。", "“Window head's approval”: choosing “Agree” needs an opinion." },
        { "outcome-meaning", DifferenceArea.Outcomes, DifferenceKind.Changed, "“窗口负责人审批”：办理结果“同意”的含义：同意 → 中性。", "" },
        { "arrow", DifferenceArea.Connections, DifferenceKind.Changed, "“窗口负责人审批”选“同意”后，由到“单位领导审批”改为到“须中心主任审批？”。", "From “Window head's approval” by “Agree” to “Centre director's turn?” instead of “Unit leader's approval”." },
        { "arrow-gone", DifferenceArea.Connections, DifferenceKind.Removed, "“报中心知悉？”选“是”后，不再到“中心知悉”。", "" },
        { "condition", DifferenceArea.Inputs, DifferenceKind.Changed, "“须中心主任审批？”的条件：脚本 variables.needsDirector || variables.noStandIn → 脚本 variables.needsDirector。", "" },
        { "set-variable", DifferenceArea.Inputs, DifferenceKind.Changed, "“收到申请”的变量：form → days。", "" },
        { "variable-new", DifferenceArea.Variables, DifferenceKind.Added, "新增变量“urgent”。", "Variable “urgent” added." },
        { "variable-value", DifferenceArea.Variables, DifferenceKind.Changed, "变量“reminderDays”的初值：1 → 3。", "" },
        { "starters", DifferenceArea.Settings, DifferenceKind.Changed, "可发起人：所有在岗人员 → 窗口负责人。", "Who may start it: everybody on post → WindowHead." },
        { "number", DifferenceArea.Settings, DifferenceKind.Changed, "编号格式：QJ-{year}-{0:000000} → XJ-{year}-{0:0000}。", "" },
        { "flow-name", DifferenceArea.Settings, DifferenceKind.Changed, "流程名称：请假审批流程 → 请休假。", "" },
        { "moved", DifferenceArea.Layout, DifferenceKind.Changed, "流程图上移动了 1 个步骤的位置，不影响办理。", "" },
    };

    [Theory, MemberData(nameof(Changes))]
    public void One_change_is_one_plain_sentence(string change, DifferenceArea area, DifferenceKind kind, string zh, string en)
    {
        var difference = Differences(change).All.ShouldHaveSingleItem();

        (difference.Area, difference.Kind).ShouldBe((area, kind));
        difference.Text.Zh.ShouldStartWith(zh);
        if (en.Length > 0) difference.Text.En.ShouldBe(en);
        difference.Text.Zh.ShouldEndWith("。");
    }

    [Fact]
    public void The_same_content_does_not_differ() => Leave_versions.Compare(_ => { }).All.ShouldBeEmpty();

    [Fact]
    public void What_the_designer_spells_otherwise_is_the_same()
    {
        var differences = Leave_versions.Compare(definition =>
        {
            var step = definition.Step("window-head");
            step.Set("mode", "one");
            step.Set("skipOutcome", "");
            step.Set("countsAsApproval", true);
            step.Set("outcomes", new JsonArray("agree", "reject", "return"), "Object");
            step["nodeId"] = "elsewhere";
            definition.Remove("toolVersion");
            definition["options"]!["usableAsActivity"] = null;
        });

        differences.All.ShouldBeEmpty();
    }

    [Fact]
    public void A_step_put_between_two_others_is_told_with_its_arrows()
    {
        var differences = Leave_versions.Compare(definition =>
        {
            definition.Steps().Add(Leave_versions.Task("review", "复核"));
            definition.FindArrow("window-head", "agree")["target"]!["activity"] = "review";
            definition.Connections().Add(Leave_versions.Arrow("review", "Done", "unit"));
        });

        differences.All.Select(d => d.Text.Zh).ShouldBe(
            ["新增步骤“复核”（审批任务）。", "“窗口负责人审批”选“同意”后，由到“单位领导审批”改为到“复核”。", "“复核”之后，到“单位领导审批”。"]);
        differences.AddedConnections.Select(c => $"{c.SourceId}>{c.TargetId}").ShouldBe(["window-head>review", "review>unit"], ignoreOrder: true);
        differences.RemovedConnections.Select(c => $"{c.SourceId}>{c.TargetId}").ShouldBe(["window-head>unit"]);
        differences.KindOf("review").ShouldBe(DifferenceKind.Added);
        differences.KindOf("unit").ShouldBeNull("only an arrow to it is new");
    }

    [Fact]
    public void A_removed_step_takes_its_own_arrows_with_it()
    {
        var differences = Leave_versions.Compare(definition =>
        {
            definition.Steps().Remove(definition.Step("centre"));
            foreach (var arrow in definition.Connections().Where(c => c!["source"]!["activity"]!.ToString() is "centre" || c["target"]!["activity"]!.ToString() is "centre").ToList())
                definition.Connections().Remove(arrow);
        });

        differences.All.Select(d => d.Text.Zh).ShouldBe(["删除步骤“中心知悉”。", "“报中心知悉？”选“是”后，不再到“中心知悉”。"]);
        differences.KindOf("centre").ShouldBe(DifferenceKind.Removed);
    }

    [Fact]
    public void A_change_within_a_container_marks_the_container_in_the_chart()
    {
        var before = Leave_versions.With(definition => definition.Steps().Add(Container("甲")));
        var after = Leave_versions.With(definition => definition.Steps().Add(Container("乙")));

        var differences = new ProcedureComparison(Leave_versions.Words).Compare(before, after);

        differences.All.ShouldHaveSingleItem().Text.Zh.ShouldBe("步骤“甲”改名为“乙”。");
        differences.KindOf("box").ShouldBe(DifferenceKind.Changed);
    }

    [Fact]
    public void Moving_steps_about_changes_nothing_that_anybody_notices() => Differences("moved").IsOnlyLayout.ShouldBeTrue();

    private static ProcedureDifferences Differences(string change) => change is "deadline"
        ? new ProcedureComparison(Leave_versions.Words).Compare(Leave_versions.With(d => d.Step("unit").Set("deadlineWorkingDays", 3)), Leave_versions.With(d => d.Step("unit").Set("deadlineWorkingDays", "5")))
        : Leave_versions.Compare(definition => Change(definition, change));

    private static void Change(JsonObject definition, string change)
    {
        var head = definition.Step("window-head");
        switch (change)
        {
            case "rename":
                head["metadata"]!["displayText"] = "窗口初审";
                head["customProperties"]!["StaffFlows:NameEn"] = "First review";
                break;
            case "script-to-number": head.Set("deadlineWorkingDays", 5); break;
            case "assignee": definition.Step("centre").Set("assignee", "role:CenterDirector | head@unit+1"); break;
            case "answer": head.Set("whenApplicant", "nextLevel"); break;
            case "outcome-new": Outcomes(definition.Step("centre"), list => list.Add(Outcome("back", "退回", "Back"))); break;
            case "outcome-gone": Outcomes(head, list => list.RemoveAt(2)); break;
            case "outcome-called": Outcomes(head, list => list[0]!["zh"] = "通过"); break;
            case "outcome-opinion": Outcomes(head, list => list[0]!["opinionRequired"] = true); break;
            case "outcome-meaning": Outcomes(head, list => list[0]!["intent"] = "neutral"); break;
            case "arrow": definition.FindArrow("window-head", "agree")["target"]!["activity"] = "needs-director"; break;
            case "arrow-gone": definition.Connections().Remove(definition.FindArrow("inform-centre", "True")); break;
            case "condition": definition.Step("needs-director").Set("condition", "variables.needsDirector", "JavaScript"); break;
            case "set-variable": definition.Step("receive")["variable"] = new JsonObject { ["id"] = "var-days", ["name"] = "days", ["typeName"] = "Decimal" }; break;
            case "variable-new": definition["variables"]!.AsArray().Add(new JsonObject { ["id"] = "v", ["name"] = "urgent", ["typeName"] = "Boolean", ["storageDriverTypeName"] = "WorkflowInstanceStorageDriver" }); break;
            case "variable-value": definition["variables"]!.AsArray().Single(v => v!["name"]!.ToString() == "reminderDays")!["value"] = "3"; break;
            case "starters": definition["customProperties"]!["StaffFlows:Procedure"]!["mayStart"] = "role:WindowHead"; break;
            case "number": definition["customProperties"]!["StaffFlows:Procedure"]!["numberPattern"] = "XJ-{year}-{0:0000}"; break;
            case "flow-name": definition["name"] = "请休假"; break;
            case "moved": head["metadata"]!["designer"]!["position"]!["x"] = 1; break;
            default: throw new ArgumentOutOfRangeException(nameof(change), change, null);
        }
    }

    /// <summary>Both lists, as the designer and we keep them.</summary>
    private static void Outcomes(JsonObject step, Action<JsonArray> change)
    {
        var labels = JsonNode.Parse(step["outcomeLabels"]!["expression"]!["value"]!.ToString())!.AsArray();
        change(labels);
        step["outcomeLabels"]!["expression"]!["value"] = labels.ToJsonString();
        step["outcomes"]!["expression"]!["value"] = new JsonArray([.. labels.Select(label => (JsonNode)label!["key"]!.ToString())]).ToJsonString();
    }

    private static JsonObject Outcome(string key, string zh, string en) => new() { ["key"] = key, ["zh"] = zh, ["en"] = en, ["intent"] = "neutral", ["opinionRequired"] = false };

    private static JsonObject Container(string name) => new()
    {
        ["id"] = "box", ["type"] = "Elsa.Sequence", ["version"] = 1, ["activities"] = new JsonArray(Leave_versions.Task("inner", name)),
    };
}
