using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Text.Json.Nodes;

namespace StaffFlows.Host.Tests.StudioApi;

/// <summary>What the Studio learns of each activity: names, sentences, editors, lists.</summary>
public sealed class When_a_property_panel_is_filled(DesignersHall hall) : IClassFixture<DesignersHall>
{
    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task Everything_has_a_name_and_a_sentence_in_either_language(string language)
    {
        var owner = await Owner.SignInAsync(hall.Hall, "u006", language);
        var missing = new List<string>();

        foreach (var activity in (await ActivitiesAsync(owner)).Where(a => a["typeName"]!.ToString().Contains('.', StringComparison.Ordinal)))
        {
            var type = activity["typeName"]!.ToString();
            Look(type, activity, "displayName", "category", "description");
            foreach (var part in new[] { "inputs", "outputs" })
                foreach (var value in activity[part]!.AsArray()) Look($"{type}.{value!["name"]}", value.AsObject(), "displayName", "description");
            foreach (var port in activity["ports"]!.AsArray()) Look($"port {port!["name"]} of {type}", port.AsObject(), "displayName");
        }

        missing.ShouldBeEmpty();

        void Look(string what, JsonObject part, params string[] members) =>
            missing.AddRange(members.Where(member => !IsIn(language, part[member]?.ToString())).Select(member => $"{what}: {member} is “{part[member]}”"));
    }

    [Fact]
    public async Task Each_is_known_once_and_the_root_is_among_them()
    {
        var activities = await ActivitiesAsync(hall.First);

        activities.Select(a => (a["typeName"]!.ToString(), a["version"]!.GetValue<int>())).ShouldBeUnique();
        activities.Select(a => a["typeName"]!.ToString()).ShouldContain("Elsa.Flowchart");
    }

    [Fact]
    public async Task Every_input_of_the_user_task_has_the_editor_that_fits_it()
    {
        var task = (await ActivitiesAsync(hall.First)).Single(a => a["typeName"]!.ToString() == "StaffFlows.UserTask");

        task["inputs"]!.AsArray().Select(i => $"{i!["name"]}: {i["uiHint"]}, {i["defaultSyntax"]}, {i["defaultValue"]?.ToJsonString()}").ShouldBe(
        [
            "StepName: singleline, Literal, \"\"", "Assignee: dropdown, Literal, \"\"", "Mode: dropdown, Literal, \"one\"",
            "Ratio: singleline, Literal, 60", "WhenDivided: dropdown, Literal, \"firstNo\"", "AbstainOutcome: singleline, Literal, \"\"", "VetoOutcomes: multitext, Object, \"[]\"",
            "WaitForAll: checkbox, Literal, false", "Blind: checkbox, Literal, false",
            "Outcomes: dynamic-outcomes, Object, \"[]\"", "OutcomeLabels: json-editor, Object, \"[]\"",
            "WhenNobody: dropdown, Literal, \"toProcessOwner\"", "WhenApplicant: dropdown, Literal, \"nextLevel\"", "WhenRepeated: dropdown, Literal, \"ask\"", "WhenAbsent: dropdown, Literal, \"toPartner\"",
            "DeadlineWorkingDays: singleline, Literal, 0", "ReminderWorkingDays: singleline, Literal, 0", "EscalationWorkingDays: singleline, Literal, 0",
            "EscalateTo: dropdown, Literal, \"\"", "TimeoutOutcome: singleline, Literal, \"\"", "SkipOutcome: singleline, Literal, \"\"",
            "CountsAsApproval: checkbox, Literal, true", "RequiredFields: json-editor, Object, \"{}\"", "WarnApplicantAt: datetime-picker, Literal, ",
            "AllowReturn: checkbox, Literal, false", "AllowTransfer: checkbox, Literal, false", "AllowDelegate: checkbox, Literal, false", "AllowAddSign: checkbox, Literal, false",
            "AllowUrge: checkbox, Literal, true", "AllowCopy: checkbox, Literal, true", "UrgeIntervalHours: singleline, Literal, 24",
        ]);
        Input(task, "DeadlineWorkingDays")["uiSpecifications"]!["singleline"]!["adornmentText"]!.ToString().ShouldBe("个工作日");
    }

    [Fact]
    public async Task Whom_to_ask_is_chosen_from_the_organisation_in_plain_words()
    {
        var choices = Choices(Input((await ActivitiesAsync(hall.First)).Single(a => a["typeName"]!.ToString() == "StaffFlows.UserTask"), "Assignee"));

        choices["initiator"].ShouldBe("申请人本人");
        choices["role:CenterDirector"].ShouldBe("政务服务中心主要领导");
        choices["role:WindowHead@window"].ShouldStartWith("所在窗口及其主管单位的");
        choices["field:standIn"].ShouldBe("表单中的“顶岗人员”");
        choices.Keys.ShouldNotContain("role:CenterDirector@home", "there is one for the whole hall");
        foreach (var rule in (await hall.First.OpenAsync("leave"))["root"]!["activities"]!.AsArray().Select(a => a!["assignee"]?["expression"]).OfType<JsonNode>().Where(e => e["type"]!.ToString() == "Literal"))
            choices.Keys.ShouldContain(rule["value"]!.ToString(), "a rule that is in use never shows as empty");
    }

    [Fact]
    public async Task A_new_task_is_agreed_to_or_not_so_that_it_can_be_connected_at_once()
    {
        var task = (await ActivitiesAsync(hall.First)).Single(a => a["typeName"]!.ToString() == "StaffFlows.UserTask")["constructionProperties"]!;

        task["outcomes"]!["expression"]!["value"]!.ToString().ShouldBe("""["agree","reject"]""");
        JsonNode.Parse(task["outcomeLabels"]!["expression"]!["value"]!.ToString())!.AsArray().Select(label => $"{label!["key"]} {label["zh"]} {label["en"]} {label["intent"]}")
            .ShouldBe(["agree 同意 Agree positive", "reject 不同意 Reject negative"]);
    }

    [Fact]
    public async Task Messages_and_answers_are_lists_too()
    {
        var activities = await ActivitiesAsync(hall.First);
        JsonObject Of(string type) => activities.Single(a => a["typeName"]!.ToString() == type);

        Choices(Input(Of("StaffFlows.Notify"), "TextKey"))["leave.registered"].ShouldStartWith("请假已批准并登记");
        Choices(Input(Of("StaffFlows.Notify"), "TextKey")).Keys.ShouldNotContain("entry.assessed", "a line of the timeline is no message");
        Choices(Input(Of("StaffFlows.Notify"), "Persons"))["initiator"].ShouldBe("申请人本人");
        Choices(Input(Of("StaffFlows.CloseCase"), "Status"))["Rejected"].ShouldBe("未批准");
        Choices(Input(Of("StaffFlows.UserTask"), "WhenNobody"))["toRole:PersonnelOfficer"].ShouldBe("转人事经办人");
    }

    [Fact]
    public async Task A_new_role_and_a_published_composite_are_there_at_once_and_a_draft_changes_nothing()
    {
        var before = await TextAsync(hall.First);
        await hall.First.SaveAsync(Drawn.Of("toolbox", "Toolbox entry", "Elsa.WriteLine"));
        (await TextAsync(hall.First)).ShouldBe(before);

        await hall.First.PostAsync("workflow-definitions/toolbox/publish");
        (await ActivitiesAsync(hall.First)).Select(a => (a["typeName"]!.ToString(), a["isBrowsable"]!.GetValue<bool>())).ShouldContain(("ToolboxEntry", true));

        await DesignersHall.GiveRolesAsync(hall.Hall, ("u004", "ProcessOwner"), ("u020", "ProcessReader"), ("u030", "Archivist"));
        (await hall.First.PostAsync("descriptors/activities/StaffFlows.UserTask/options/Assignee")).Body["items"]!["dropdown"]!["selectList"]!["items"]!.AsArray()
            .Select(item => item!["value"]!.ToString()).ShouldContain("role:Archivist");
        (await TextAsync(hall.First)).ShouldContain("role:Archivist");
    }

    [Fact]
    public async Task Options_of_what_is_not_there_are_not_found()
    {
        (await hall.First.PostAsync("descriptors/activities/StaffFlows.UserTask/options/StepName")).Body["items"]!.AsObject().ShouldBeEmpty();
        (await hall.First.PostAsync("descriptors/activities/StaffFlows.UserTask/options/Nothing")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await hall.First.PostAsync("descriptors/activities/Nobody.Knows/options/Nothing")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await hall.First.GetAsync("package/version"))["packageVersion"]!.ToString().ShouldBe("3.8.2");
    }

    private static async Task<List<JsonObject>> ActivitiesAsync(Owner owner) => [.. (await owner.GetAsync("descriptors/activities?Refresh=True"))["items"]!.AsArray().Select(a => a!.AsObject())];

    private static Task<string> TextAsync(Owner owner) => owner.Client.GetStringAsync(new Uri("/elsa/api/descriptors/activities", UriKind.Relative));

    private static JsonObject Input(JsonObject activity, string name) => activity["inputs"]!.AsArray().Single(i => i!["name"]!.ToString() == name)!.AsObject();

    private static Dictionary<string, string> Choices(JsonObject input) =>
        input["uiSpecifications"]!["dropdown"]!["selectList"]!["items"]!.AsArray().ToDictionary(item => item!["value"]!.ToString(), item => item!["text"]!.ToString());

    /// <summary>Ports of a branch, and what is called the same everywhere, may be Latin in Chinese too.</summary>
    private static bool IsIn(string language, [NotNullWhen(true)] string? text) =>
        text is { Length: > 0 } && (language == "en" ? !text.Replace("同意", "", StringComparison.Ordinal).Any(IsChinese) : text.Any(IsChinese));

    private static bool IsChinese(char letter) => letter is >= '\u4e00' and <= '\u9fff';
}
