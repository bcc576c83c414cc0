using System.Text.Json.Nodes;

namespace StaffFlows.Workflows.Specs.Tasks;

/// <summary>Five members, asked in the ways that a step can ask them. y: yes, n: no, l: later, a: abstain.</summary>
public sealed class When_several_persons_decide
{
    [Theory]
    [InlineData("all", "", "yyyyy", "yes", "all agree")]
    [InlineData("all", "", "yyn", "no", "the first no ends it")]
    [InlineData("all", "", "yl", "later", "everything but yes is a no")]
    [InlineData("all", "", "aayyy", "yes", "who abstains is not counted")]
    [InlineData("all", "", "aaaaa", "abstain", "nobody has said anything")]
    [InlineData("all", "waitForAll", "ynyly", "no", "the first no counts, but everybody is heard")]
    [InlineData("all", "majority", "yny", null, "two to one, and two to come")]
    [InlineData("all", "majority", "ynyy", "yes", "nobody can catch up with three")]
    [InlineData("all", "majority", "ynyna", "no", "a tie goes to the more cautious answer")]
    [InlineData("all", "majority", "llyya", "later", "so does this one")]
    [InlineData("ratio", "60", "yyy", "yes", "three of five are 60 %: the third yes ends it")]
    [InlineData("ratio", "60", "yynn", null, "the last one decides")]
    [InlineData("ratio", "60", "nnn", "no", "60 % can't be reached any more")]
    [InlineData("ratio", "60", "nln", "no", "the most frequent no")]
    [InlineData("ratio", "60", "ayny", null, "two of three, and one to come: 50 or 75 %")]
    [InlineData("ratio", "60", "aayy", "yes", "two of three that count, whatever the last one says")]
    [InlineData("ratio", "50", "aayn", null, "one of two, and one to come")]
    [InlineData("ratio", "50", "aayna", "yes", "one of two")]
    [InlineData("ratio", "100", "n", "no", "unreachable at once")]
    [InlineData("ratio", "60 waitForAll", "yyynn", "yes", "decided long before, but everybody is heard")]
    [InlineData("ratio", "60 veto", "yyl", "later", "one veto is enough")]
    [InlineData("any", "", "n", "no", "the first decides")]
    [InlineData("inTurn", "", "yyyyy", "yes", "one after the other")]
    [InlineData("inTurn", "", "yan", "no", "nobody is asked after a no")]
    public async Task The_step_ends_as_soon_as_it_is_decided(string mode, string settings, string answers, string? outcome, string why)
    {
        var panel = await PanelCase.AtPanelAsync([("mode", mode), .. Inputs(settings)]);

        for (var i = 0; i < answers.Length; i++)
        {
            panel.Outcome.ShouldBeNull($"{why}: already over after {i} answers");
            await panel.DecideAsync(PanelCase.Members[i], Word(answers[i]));
        }

        panel.Outcome.ShouldBe(outcome, why);
        panel.Rows.Any(r => r.IsOpen).ShouldBe(outcome is null, why);
    }

    [Fact]
    public async Task Whoever_is_not_asked_any_more_is_told_why()
    {
        var panel = await PanelCase.AtPanelAsync(("mode", "ratio"), ("ratio", 60));

        foreach (var member in PanelCase.Members.Take(3)) await panel.DecideAsync(member, "yes");

        panel.Rows.Select(r => r.ClosedBecause).ShouldBe([null, null, null, "task.closed.step-decided", "task.closed.step-decided"]);
        panel.Hall.Ledger.Entries.Single(e => e.TextKey is "entry.tally").Arguments.ShouldBe(["同意 3 人；结果：同意", "Yes 3; result: Yes"]);
    }

    [Fact]
    public async Task In_turn_only_the_next_one_has_it_in_his_inbox()
    {
        var panel = await PanelCase.AtPanelAsync(("mode", "inTurn"));
        panel.Asked.ShouldBe(["u012"]);

        await panel.DecideAsync("u012", "yes");

        panel.Asked.ShouldBe(["u013"]);
        panel.Hall.Ledger.Messages.Where(m => m.TextKey is "task.assigned-undated" && m.TaskId is not null).Select(m => panel.UserOf(m.PersonIds.Single()))
            .ShouldBe(["u007", "u012", "u013"], "who is not asked yet is not told either");
    }

    [Fact]
    public async Task The_preview_asks_them_all_and_says_how_they_decide()
    {
        var panel = await PanelCase.AtDraftAsync(("mode", "ratio"), ("ratio", 80));

        var step = (await panel.Hall.PreviewAsync(panel.Instance.Id.Value)).Steps.Single(s => s.NodeId.EndsWith(":panel", StringComparison.Ordinal));

        step.Effects.OfType<Workflows.UserTasks.UserTaskRequested>().Count().ShouldBe(5);
        step.Effects.OfType<Workflows.Cases.CaseEntryRecorded>().First().Arguments[0].ShouldBe("票决：5 人，80% 以上同意即通过");
        step.Outcomes.ShouldBe(["yes"]);
    }

    private static IEnumerable<(string Name, JsonNode Value)> Inputs(string settings)
    {
        foreach (var word in settings.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            yield return word switch
            {
                "majority" => ("whenDivided", (JsonNode)"majority"),
                "waitForAll" => ("waitForAll", true),
                "veto" => ("vetoOutcomes", new JsonArray("later")),
                _ => ("ratio", int.Parse(word, System.Globalization.CultureInfo.InvariantCulture)),
            };
        }
    }

    private static string Word(char answer) => answer switch { 'y' => "yes", 'n' => "no", 'l' => "later", _ => "abstain" };
}
