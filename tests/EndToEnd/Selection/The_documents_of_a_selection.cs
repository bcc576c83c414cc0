using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using StaffFlows.Workflows.Persistence;

namespace StaffFlows.EndToEnd.Selection;

/// <summary>All ten kinds of paper of the selection that <see cref="SelectionStory"/> tells, as they hang in its cases.</summary>
[Collection(SelectionTests.Name)]
public sealed class The_documents_of_a_selection(SelectionCourse course)
{
    [Journey]
    public async Task Each_has_its_names_and_dates_for_those_who_may_see_it_and_is_not_there_for_others()
    {
        var story = await course.FinishedAsync();
        (Guid Case, string Document, string[] Says)[] papers =
        [
            (story.Selection, "recommendation?of=LX0053", ["巩志远", "1979年2月", "医保窗口", "祁思远", "2026年11月23日"]),
            (story.Selection, "qualification-review?of=LX0053", ["巩志远", "祁思远", "丁牧之", "合格"]),
            (story.Selection, "score-sheet?of=LX0008", ["段景行", "蓝采薇", "91", "82"]),
            (story.Selection, "score-summary", ["蓝采薇", "巩志远", "91", "82", "候补"]),
            (story.Publicity, "notice", ["蓝采薇", "倪星河", "1994年4月", "0990-000-0108"]),
            (story.Publicity, "publicity-result", ["2026年11月27日", "2026年12月3日"]),
            (story.Filing, "filing", ["巩志远", "临审备〔2026〕7号"]),
            (story.Arrival, "registration", ["巩志远", "省行政学院", "2026年12月14日"]),
            (story.Arrival, "training-pass", ["巩志远", "75", "2026年12月14日"]),
            (story.Arrival, "on-post-notice", ["巩志远", "2026年12月14日"]),
        ];
        var officer = await course.AsAsync("u006");
        var clerk = await course.AsAsync("u030");

        foreach (var (of, document, says) in papers)
        {
            await officer.GotoAsync($"/cases/{of}/documents/{document}");
            var text = await officer.MainAsync();
            foreach (var word in says) text.ShouldContain(word, Case.Sensitive, document);
            if (document is "on-post-notice") await officer.PictureAsync("selection-on-post-1440");

            var file = await officer.Context.APIRequest.GetAsync($"/cases/{of}/documents/{document.Replace("?", "/file?", StringComparison.Ordinal)}{(document.Contains('?') ? "" : "/file")}");
            file.Headers["content-type"].ShouldContain("wordprocessingml", Case.Sensitive, document);
            (await clerk.GotoAsync($"/cases/{of}/documents/{document}"))!.Status.ShouldBe(404, document);
        }
    }

    [Journey]
    public async Task Whoever_holds_a_paper_proves_it_with_his_phone()
    {
        var story = await course.FinishedAsync();
        await (await course.AsAsync("u006")).GotoAsync($"/cases/{story.Arrival}/documents/registration");
        var phone = await course.Desk.NewPageAsync(Screen.Phone);

        await phone.GotoAsync($"/verify/{story.Arrival}/registration?sha256={await DigestAsync(story.Arrival, "registration")}");

        (await phone.MainAsync()).ShouldContain("核验一致");
        (await phone.EvaluateAsync<bool>("document.documentElement.scrollWidth > innerWidth")).ShouldBeFalse("nothing scrolls sideways");
        await phone.GotoAsync($"/verify/{story.Arrival}/registration?sha256={new string('0', 64)}");
        (await phone.MainAsync()).ShouldContain("没有出具过这样的文书");
    }

    [Journey]
    public async Task The_page_of_the_case_prints_whole_without_what_only_a_screen_can_do()
    {
        var story = await course.FinishedAsync();
        var officer = await course.AsAsync("u006");
        await officer.GotoAsync($"/cases/{story.Selection}");

        var screen = officer.ViewportSize!;
        await officer.SetViewportSizeAsync(640, 900);
        await officer.EmulateMediaAsync(new() { Media = Media.Print });
        try
        {
            (await officer.EvaluateAsync<int>("[...document.querySelectorAll('main details.fold')].filter(part => !part.lastElementChild.checkVisibility()).length")).ShouldBe(0, "nothing is folded");
            (await officer.EvaluateAsync<int>("[...document.querySelectorAll('main .papers .btn, main .flow-region')].filter(part => part.checkVisibility()).length")).ShouldBe(0);
        }
        finally
        {
            await officer.EmulateMediaAsync(new() { Media = Media.Screen });
            await officer.SetViewportSizeAsync(screen.Width, screen.Height);
        }
    }

    /// <summary>As the QR code has it.</summary>
    private async Task<string> DigestAsync(Guid of, string kind)
    {
        await using var db = await course.Hall.Services.GetRequiredService<IDbContextFactory<StaffFlowsDbContext>>().CreateDbContextAsync();
        return await db.IssuedDocuments.Where(d => d.CaseId == of && d.Kind == kind).Select(d => d.Digest).SingleAsync();
    }
}
