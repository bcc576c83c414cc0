using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Workflows.Specs.Tasks;

/// <summary>
/// Decisions, abstentions, add-signs, delegations, transfers and returns in an order drawn from a seed, so that each course is the same
/// in every run. Whatever happens, somebody can always go on, the step ends, and nobody keeps a task of it.
/// </summary>
public sealed class When_a_step_takes_any_course
{
    private static readonly string[] Words = ["yes", "yes", "yes", "no", "later", "abstain"];
    private static readonly string[] Others = ["u017", "u018", "u019", "u020", "u021", "u022", "u023", "u024"];

    public static TheoryData<string, string, bool> Steps
    {
        get
        {
            var steps = new TheoryData<string, string, bool>();
            foreach (var mode in (string[])["one", "any", "all", "ratio", "inTurn"])
            foreach (var whenDivided in (string[])["firstNo", "majority"])
            foreach (var waitForAll in (bool[])[false, true])
                steps.Add(mode, whenDivided, waitForAll);
            return steps;
        }
    }

    [Theory, MemberData(nameof(Steps))]
    public async Task It_ends_and_leaves_nothing_open(string mode, string whenDivided, bool waitForAll)
    {
        for (var seed = 1; seed <= 12; seed++)
        {
            var panel = await PanelCase.AtPanelAsync(
                ("mode", mode), ("whenDivided", whenDivided), ("waitForAll", waitForAll), ("allowTransfer", true), ("allowDelegate", true), ("allowAddSign", true));
            var draws = new Random(seed);
            var returns = 0;
            for (var step = 0; panel.Outcome is null; step++)
            {
                step.ShouldBeLessThan(120, $"seed {seed}: it does not end");
                Check(panel, seed);
                await GoOnAsync(panel, draws, mayBringIn: step < 20, mayReturn: returns < 2, () => returns++);
            }

            panel.Rows.Where(r => r.IsOpen).ShouldBeEmpty($"seed {seed}");
            panel.Instance.SubStatus.ShouldBe(WorkflowSubStatus.Finished, $"seed {seed}");
        }
    }

    /// <summary>Exactly the rows whose turn it is have a bookmark, and there is always one.</summary>
    private static void Check(PanelCase panel, int seed)
    {
        var open = panel.Rows.Where(r => r.IsOpen && !r.IsWaiting).Select(r => r.BookmarkId).ToList();
        open.ShouldNotBeEmpty($"seed {seed}: nobody can go on");
        panel.Instance.Bookmarks.Select(b => b.Id).ShouldBe(open, ignoreOrder: true, $"seed {seed}");
    }

    private static async Task GoOnAsync(PanelCase panel, Random draws, bool mayBringIn, bool mayReturn, Action returned)
    {
        var asked = panel.Asked;
        var who = asked[draws.Next(asked.Length)];
        var other = Others[draws.Next(Others.Length)];
        switch (draws.Next(10))
        {
            case 0 when mayBringIn: Accept(await panel.TryActAsync(who, TaskRights.Transfer, [other])); break;
            case 1 when mayBringIn: Accept(await panel.TryActAsync(who, TaskRights.Delegate, [other])); break;
            case 2 or 3 when mayBringIn: Accept(await panel.TryActAsync(who, TaskRights.AddSign, [other], (SignPosition)draws.Next(3))); break;
            case 4 when mayReturn:
                (await panel.TryReturnAsync(who, draws.Next(2) == 0 ? RepositionMode.Full : RepositionMode.StraightBack)).ShouldBeNull();
                panel.Rows.Where(r => r.IsOpen).ShouldBeEmpty("everybody's task is closed by the return");
                returned();
                await panel.SubmitAsync();
                break;
            default: await panel.DecideAsync(who, Words[draws.Next(Words.Length)]); break;
        }
    }

    /// <summary>Whoever has a task of the step already can't get another one, nor can he himself.</summary>
    private static void Accept(Rejection? refused) => (refused?.Code).ShouldBeOneOf(null, "colleague-asked-already", "colleague-is-self");
}
