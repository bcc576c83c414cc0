using StaffFlows.Testing;
using StaffFlows.Workflows.Specs.Publicity;

namespace StaffFlows.Workflows.Specs.Selection;

/// <summary>Recommended on Thursday 12 March 2026, in weeks without holidays; the process dies between any two persons.</summary>
public sealed class When_a_candidate_goes_all_the_way
{
    [Fact]
    public async Task From_the_recommendation_to_the_post_SEL_07_SEL_08_SEL_10_SEL_11_and_TC_7_the_two_years_begin()
    {
        await using var hall = await Hall.OpenAsync(opensAt: HallInMarch.Now);
        var id = await hall.RecommendedAsync("LX0055");
        await hall.RestartAsync();
        await hall.AcceptAsync(id);
        await hall.ReviewAsync(id);
        await hall.RestartAsync();
        (await hall.TryScheduleAsync(id)).Expect();
        await hall.DeclareAsync(id);
        (await hall.ToldAsync("E055")).ShouldContain(m => m.StartsWith("selection.interview", StringComparison.Ordinal) && m.Contains("2026-03-17 09:30", StringComparison.Ordinal));
        await hall.RestartAsync();
        await hall.AdvanceToAsync(SelectionSteps.InterviewAt);
        await hall.HoldAsync(id);
        await hall.ScoreAsync(id);
        await hall.RestartAsync();
        await hall.ApproveListAsync(id);
        await hall.RestartAsync();
        var publicity = await hall.PublicisedAsync(id, SelectionSteps.InterviewAt);
        (await hall.NoticeAsync(publicity)).Html.ShouldContain("社保医保专区 医保窗口");

        await hall.RestartAsync();
        await hall.AdvanceToAsync(Hall.At(2026, 3, 25, 0));
        (await hall.StandingAsync(id, "LX0055")).ShouldBe("cleared");
        await hall.FileAsync(id, "临审备〔2026〕7号", new DateOnly(2026, 3, 25));
        (await hall.StandingAsync(id, "LX0055")).ShouldBe("filed");
        await hall.RestartAsync();
        await hall.AdvanceToAsync(Hall.At(2026, 3, 27, 15));
        var arrival = await hall.RegisteredAsync(id);
        await hall.TrainAsync(arrival, 80, new DateOnly(2026, 3, 27));
        await hall.ArriveAsync(arrival, new DateOnly(2026, 3, 27));

        (await hall.StatusAsync(arrival)).ShouldBe("approved");
        (await hall.StatusAsync(id)).ShouldBe("approved");
        (await hall.StandingAsync(id, "LX0055")).ShouldBe("onPost");
        (await hall.NotesAsync(arrival)).ShouldContain("两年期至 2028-03-27");
        var person = (await (await hall.AsAsync("u006")).GetAsync("people?q=LX0055")).Expect().ToJsonString();
        person.ShouldContain("W04");
        (await (await hall.AsAsync("u006")).InboxAsync()).ShouldBeEmpty("nothing of the selection is left to watch");
    }
}
