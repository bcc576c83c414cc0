using StaffFlows.Testing;

namespace StaffFlows.EndToEnd.Studio;

/// <summary>祁思远 (u006) adds a second approver and a copy to somebody between the window head (u022) and the unit's leader of 请假, with the mouse.</summary>
[Collection(StudioTests.Name)]
public sealed class When_an_owner_redesigns_leave(StudioHall studio) : StudioTest(studio)
{
    private const string Owner = "u006";

    [StudioJourney]
    public async Task A_new_request_takes_the_added_steps_and_one_that_was_started_before_does_not()
    {
        var hall = await Studio.HallAsync();
        var before = await AcceptedAsync(hall, "2026-12-07");

        var editor = new Editor(await Studio.OpenAsync(Owner, "workflows/definitions/leave/edit"));
        await editor.ShowAllAsync();
        await editor.DisconnectAsync("window-head", "agree", "unit");
        var review = await editor.DropAsync("人事流程", "审批任务", beside: "window-head", x: 125, y: 0);
        await editor.FillInAsync("显示文字", "科室复核");
        await editor.Page.ShowTabAsync("输入");
        await editor.FillInAsync("步骤名称", "科室复核");
        await editor.GiveAsync("办理人", "role:CenterDeputyDirector", "政务服务中心分管领导");
        var copy = await editor.DropAsync("人事流程", "通知", beside: "unit", x: 260, y: 0);
        await editor.FillInAsync("显示文字", "抄送考勤管理员");
        await editor.Page.ShowTabAsync("输入");
        await editor.GiveAsync("通知对象", "role:AttendanceOfficer", "考勤管理员");
        await editor.GiveAsync("消息", "case.copied", "抄送给您：{0}（{1}）。");
        await editor.ConnectAsync("window-head", "agree", review);
        await editor.ConnectAsync(review, "agree", copy);
        await editor.ConnectAsync(review, "reject", "rejected");
        await editor.ConnectAsync(copy, "Done", "unit");
        await editor.SelectAsync(review);
        await editor.Page.ShowTabAsync("输入");
        await editor.ShouldCallPortsAsync(review, "同意", "不同意");
        await editor.Page.PictureAsync("studio-step-1440");
        await editor.PublishAsync();
        await editor.Page.CloseAsync();

        var after = await AcceptedAsync(hall, "2026-12-14");
        await (await hall.AsAsync("u022")).DecideAsync(before, "agree");
        await (await hall.AsAsync("u022")).DecideAsync(after, "agree");
        (await OpenStepsAsync(hall, before)).ShouldBe(["单位领导审批"], "it keeps the version that it was started with");
        (await OpenStepsAsync(hall, after)).ShouldBe(["科室复核"]);
        await (await hall.AsAsync("u005")).DecideAsync(after, "agree");
        (await OpenStepsAsync(hall, after)).ShouldBe(["单位领导审批"]);
        (await (await hall.AsAsync("u007")).GetAsync("messages")).Expect()["items"]!.AsArray().Select(m => m!["text"]!.ToString()).ShouldContain(text => text.StartsWith("抄送给您"));

        var viewer = await Viewer.OpenAsync(Studio, Owner, after);
        await viewer.ShouldHaveRunAsync("window-head");
        await viewer.ShouldHaveRunAsync(review);
        await viewer.ShouldHaveRunAsync(copy);
        await viewer.ShouldWaitAtAsync("unit");
        await viewer.ShouldNotHaveRunAsync("rejected");
        await viewer.Page.PictureAsync("studio-run-1440");
        await viewer.Page.CloseAsync();

        var old = await Viewer.OpenAsync(Studio, Owner, before);
        await old.ShouldHaveRunAsync("window-head");
        await old.ShouldWaitAtAsync("unit");
        (await old.IdsAsync()).ShouldNotContain(review);
        await old.Page.CloseAsync();
    }

    /// <summary>A day of u030's leave that waits for his window head.</summary>
    private static async Task<Guid> AcceptedAsync(Hall hall, string day)
    {
        var leave = await (await hall.AsAsync("u030")).ApplyForLeaveAsync(day, day, "LX0031");
        await (await hall.AsAsync("u031")).DecideAsync(leave, "accept");
        return leave;
    }

    private static async Task<string[]> OpenStepsAsync(Hall hall, Guid leave) =>
        [.. (await (await hall.AsAsync("u030")).CaseAsync(leave))["tasks"]!.AsArray().Where(task => task!["outcome"] is null).Select(task => task!["step"]!.ToString()).Distinct()];
}
