using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Runtime;
using StaffFlows.Engine.Tests.Engine.Support;

namespace StaffFlows.Engine.Tests.Engine;

public sealed class When_a_burst_runs
{
    private sealed record Noted(string Text) : IEffect;

    private static readonly FactKey Ledger = new("Ledger", "1");

    [Fact]
    public async Task The_callers_effects_come_first_and_everything_is_one_commit()
    {
        var scenario = new Scenario(new Flow().Line("a").Task("t").Path("a", "t").Build());

        await scenario.StartAsync(null, new Noted("case"));

        var commit = scenario.Store.Commits.ShouldHaveSingleItem();
        commit.Effects.Select(NameOf).ShouldBe(["Noted case", "LineWritten a", "TaskRequested t"]);
        (commit.ExpectedVersion, commit.Instance.Version).ShouldBe((0, 1));
        commit.Created.ShouldHaveSingleItem().ShouldBe(commit.Instance.Bookmarks.Single());
        commit.Journal.Select(entry => (entry.Sequence, string.Join(",", entry.Outcomes))).ShouldBe([(1, ""), (2, ""), (3, ""), (4, "Done"), (5, ""), (6, "")]);
        commit.Now.ShouldBe(scenario.Clock.GetUtcNow());
    }

    [Fact]
    public async Task A_bookmark_can_be_met_once_and_a_finished_instance_never()
    {
        var scenario = new Scenario(new Flow().Fork("f", "A", "B").Task("t").Task("u").Join("j", "WaitAll").Path("f.A", "t", "j").Path("f.B", "u", "j").Build());
        await scenario.StartAsync();
        var bookmarks = (await scenario.InstanceAsync()).Bookmarks;

        await scenario.ResumeAsync(bookmarks[0].Id);
        CodeOf(await scenario.ResumeAsync(bookmarks[0].Id)).ShouldBe((RejectionKind.InvalidState, "bookmark-gone"));
        await scenario.ResumeAsync(bookmarks[1].Id);
        CodeOf(await scenario.ResumeAsync(bookmarks[1].Id)).ShouldBe((RejectionKind.InvalidState, "instance-finished"));
        CodeOf(await scenario.Runtime.CancelAsync(new(new(Guid.Empty), []), CancellationToken.None)).ShouldBe((RejectionKind.NotFound, "instance-not-found"));
        CodeOf(await scenario.Runtime.StartAsync(Scenario.Command() with { DefinitionId = "other" }, CancellationToken.None)).ShouldBe((RejectionKind.NotFound, "definition-not-found"));
    }

    [Fact]
    public async Task Two_branches_answered_at_the_same_time_both_count()
    {
        var scenario = new Scenario(new Flow().Fork("f", "A", "B").Task("t").Task("u").Join("j", "WaitAll").Line("end").Path("f.A", "t", "j", "end").Path("f.B", "u", "j").Build());
        await scenario.StartAsync();
        var bookmarks = (await scenario.InstanceAsync()).Bookmarks;
        using var both = new Barrier(2);
        var raced = 0;
        scenario.Store.BeforeCommit = _ => Interlocked.Increment(ref raced) <= 2 ? Task.Run(() => both.SignalAndWait()) : Task.CompletedTask;

        var outcomes = await Task.WhenAll(bookmarks.Select(bookmark => Task.Run(() => scenario.ResumeAsync(bookmark.Id))));

        outcomes.ShouldAllBe(outcome => outcome is BurstOutcome.Committed);
        raced.ShouldBe(3, "one of them lost the race and ran again");
        scenario.Lines.ShouldBe(["end"]);
        (await scenario.StatusAsync()).ShouldBe(WorkflowSubStatus.Finished);
    }

    [Fact]
    public async Task A_fact_that_moved_meanwhile_is_read_again()
    {
        var seen = new List<string>();
        var scenario = new Scenario(new Flow().Add("r", "Test.Read").Build(), new Does("Test.Read", async (context, ct) =>
        {
            seen.Add(await context.FactAsync<string>(Ledger, ct));
            seen.Add(await context.FactAsync<string>(Ledger, ct));
            return new ActivityResult.Completed();
        }));
        scenario.Facts.Set(Ledger, "5 days");
        scenario.Store.BeforeCommit = _ =>
        {
            if (seen.Count == 2) scenario.Facts.Set(Ledger, "4 days");
            return Task.CompletedTask;
        };

        await scenario.StartAsync();

        seen.ShouldBe(["5 days", "5 days", "4 days", "4 days"]);
        scenario.Store.Commits.ShouldHaveSingleItem().FactsRead.ShouldBe([(Ledger, 2)]);
    }

    [Fact]
    public async Task A_race_that_is_lost_again_and_again_ends_as_busy()
    {
        var scenario = new Scenario(new Flow().Add("r", "Test.Read").Build(), new Does("Test.Read", async (context, ct) =>
        {
            await context.FactAsync<string>(Ledger, ct);
            return new ActivityResult.Completed();
        }));
        scenario.Facts.Set(Ledger, "x");
        scenario.Store.BeforeCommit = _ =>
        {
            scenario.Facts.Set(Ledger, "x");
            return Task.CompletedTask;
        };

        CodeOf(await scenario.StartAsync()).ShouldBe((RejectionKind.Conflict, "busy"));
        scenario.Store.Commits.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_refusal_by_an_activity_or_an_applier_leaves_nothing_behind()
    {
        var scenario = new Scenario(
            new Flow().Task("t").Line("a").Add("no", "Test.Refuse").Path("t", "a", "no").Build(),
            new Does("Test.Refuse", context => context.Refuse(new(RejectionKind.Invalid, "balance-too-low", "3"))));
        await scenario.StartAsync();

        var refused = await scenario.AnswerAsync("t");
        CodeOf(refused).ShouldBe((RejectionKind.Invalid, "balance-too-low"));
        ((BurstOutcome.Refused)refused).Rejection.Fields.ShouldBeEmpty("it is about the whole");
        scenario.Store.Applier = _ => new(RejectionKind.Conflict, "window-full");
        CodeOf(await scenario.Runtime.CancelAsync(new(Scenario.Id, []), CancellationToken.None)).ShouldBe((RejectionKind.Conflict, "window-full"));

        scenario.Lines.ShouldBeEmpty();
        (await scenario.InstanceAsync()).Bookmarks.Length.ShouldBe(1);
    }

    [Fact]
    public async Task Cancelling_withdraws_everything_and_removes_the_bookmarks()
    {
        var scenario = new Scenario(new Flow().Fork("f", "A", "B").Task("t").Task("u").Path("f.A", "t").Path("f.B", "u").Build());
        await scenario.StartAsync();

        await scenario.Runtime.CancelAsync(new(Scenario.Id, [new Noted("withdrawn")]), CancellationToken.None);

        var instance = await scenario.InstanceAsync();
        (instance.SubStatus, instance.Bookmarks.Length, instance.FinishedAt).ShouldBe((WorkflowSubStatus.Cancelled, 0, scenario.Clock.GetUtcNow()));
        scenario.Store.Commits.Last().Burned.Length.ShouldBe(2);
        scenario.Store.Commits.Last().Effects.Select(NameOf).ShouldBe(["Noted withdrawn", "TaskWithdrawn t", "TaskWithdrawn u"]);
    }

    [Fact]
    public async Task Finishing_withdraws_what_is_still_open()
    {
        var scenario = new Scenario(new Flow().Fork("f", "A", "B").Task("t").Task("u").Add("fin", "Elsa.Finish").Path("f.A", "t").Path("f.B", "u", "fin").Build());
        await scenario.StartAsync();

        await scenario.AnswerAsync("u");

        scenario.Effects.OfType<TaskWithdrawn>().Select(task => task.Name).ShouldBe(["t"]);
        (await scenario.InstanceAsync()).Bookmarks.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_activity_with_several_bookmarks_remembers_and_gives_up_the_rest()
    {
        var vote = new Does("Test.Vote", context =>
        {
            context.Remember("votes", 0);
            return new ActivityResult.Waiting(context.Bookmark(new { Voter = "a" }, "vote"), context.Bookmark(new { Voter = "b" }, "vote"), context.Bookmark(new { Voter = "c" }, "vote"));
        })
        {
            OnResume = (context, stimulus) =>
            {
                context.Remember("votes", context.Recall<int>("votes") + 1);
                context.Emit(new Noted($"{stimulus.Name} {stimulus.Payload.GetProperty("Voter").GetString()} {stimulus.Input.GetString()}"));
                if (context.Recall<int>("votes") < 2) return new ActivityResult.Waiting();

                context.Burn("vote");
                return new ActivityResult.Completed("Decided");
            },
        };
        var scenario = new Scenario(new Flow().Add("v", "Test.Vote").Line("end").Path("v.Decided", "end").Build(), vote);
        await scenario.StartAsync();

        await scenario.AnswerAsync("v", "yes");
        await scenario.AnswerAsync("v", "no");

        scenario.Effects.Select(effect => effect.ToString()).ShouldBe(["Noted { Text = vote a yes }", "Noted { Text = vote b no }", "LineWritten { Text = end }"]);
        scenario.Journal.ShouldContain("v:Resumed v:Suspended | v:Resumed v:Completed");
    }

    [Fact]
    public async Task An_answer_without_a_word_is_null()
    {
        var asks = new Does("Test.Asks", context => new ActivityResult.Waiting(context.Bookmark(new { })))
        {
            OnResume = (context, stimulus) =>
            {
                context.Emit(new Noted(stimulus.Input.ValueKind.ToString()));
                return new ActivityResult.Completed();
            },
        };
        var scenario = new Scenario(new Flow().Add("a", "Test.Asks").Build(), asks);
        await scenario.StartAsync();
        (await scenario.InstanceAsync()).FinishedAt.ShouldBeNull();

        await scenario.Runtime.ResumeAsync(new(Scenario.Id, (await scenario.InstanceAsync()).Bookmarks.Single().Id, default, []), CancellationToken.None);

        scenario.Effects.Select(NameOf).ShouldBe(["Noted Null"]);
    }

    private static (RejectionKind, string) CodeOf(BurstOutcome outcome) =>
        outcome.ShouldBeOfType<BurstOutcome.Refused>().Rejection is var rejection ? (rejection.Kind, rejection.Code) : default;

    private static string NameOf(IEffect effect) => effect switch
    {
        Noted noted => $"Noted {noted.Text}",
        LineWritten line => $"LineWritten {line.Text}",
        TaskRequested task => $"TaskRequested {task.Name}",
        TaskWithdrawn task => $"TaskWithdrawn {task.Name}",
        _ => effect.ToString()!,
    };
}
