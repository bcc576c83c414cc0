using System.Collections.Immutable;
using StaffFlows.Workflows.Documents;

namespace StaffFlows.Engine.Tests.Documents;

public sealed class When_a_selection_is_put_on_paper
{
    [Fact]
    public void Each_candidate_has_a_recommendation_form_that_the_units_leader_signs()
    {
        var drafts = SelectionReview.Recommendation.Read(Selection.At("selection", Selection.Recommended, Selection.Decided("sign", "agree", "同意推荐", "E018", "业务骨干。"))).ToList();

        drafts.Select(d => (d.Part, d.PartName)).ShouldBe([("LX0055", "蓝采薇"), ("LX0053", "巩志远")]);
        var first = drafts[0].Values;
        Text(first, "reason").ShouldBe("业务熟练。");
        Text(first, "born").ShouldBe("1994年4月");
        Text(first, "post").ShouldBe("医保窗口");
        Text(first, "unitOpinion").ShouldBe("同意推荐。业务骨干");
        Text(first, "unitOn").ShouldBe("2026年11月27日", "after midnight in the office's zone");
        Text(first, "acceptBy").ShouldBe("", "nobody has accepted it yet: there is room to sign");
        first.ByKey["hasResume"].ShouldBe(new DocumentValue.Check(true));
        first.ByKey["hasVocational"].ShouldBe(new DocumentValue.Check(false));
    }

    [Fact]
    public void The_review_is_there_for_whom_it_is_concluded_and_shows_the_exception_with_its_reason()
    {
        var draft = SelectionReview.Qualification.Read(Selection.At("selection", Selection.Reviewed)).ShouldHaveSingleItem();

        draft.Part.ShouldBe("LX0053");
        Text(draft.Values, "result").ShouldBe("合格");
        var check = Rows(draft.Values, "checks").ShouldHaveSingleItem();
        (Text(check, "verdict"), Text(check, "exception")).ShouldBe(("需说明", "同意例外：业务骨干"));
        Text(Rows(draft.Values, "reviews").ShouldHaveSingleItem(), "finding").ShouldBe("合格");
    }

    [Fact]
    public void Each_panelist_has_his_sheet_and_the_summary_has_all_of_them_once_all_scores_are_in()
    {
        var source = Selection.At("selection", Selection.Interviewed);

        SelectionInterview.ScoreSheet.Read(source).Select(d => d.Part).ShouldBe(["LX0005", "LX0006"]);
        Text(SelectionInterview.ScoreSheet.Read(source).First().Values, "role").ShouldBe("主考官");
        var line = Rows(SelectionInterview.Summary.Read(source).ShouldHaveSingleItem().Values, "ranking").ShouldHaveSingleItem();
        (Text(line, "each"), Text(line, "score"), Text(line, "result")).ShouldBe(("85.5、85.6", "85.55", "拟任"));
        SelectionInterview.ScoreSheet.Read(Selection.At("selection", Selection.Reviewed)).ShouldBeEmpty();
        SelectionInterview.Summary.Read(Selection.At("selection", Selection.Reviewed)).ShouldBeEmpty();
    }

    [Fact]
    public void The_filing_lists_the_persons_and_the_headcount_of_their_windows()
    {
        const string data = """{"persons":[{"person":"LX0055","window":"W05","title":"医保窗口"}],"headcount":[{"window":"W05","approved":6,"onPost":4,"filed":1,"after":5}],"filingNumber":"备1号","filedOn":"2026-12-11"}""";

        var values = SelectionFiling.Filing.Read(Selection.At("filing", data)).ShouldHaveSingleItem().Values;

        Text(Rows(values, "persons")[0], "name").ShouldBe("蓝采薇");
        Text(Rows(values, "headcount")[0], "after").ShouldBe("5");
        Text(values, "filedOn").ShouldBe("2026年12月11日");
    }

    [Fact]
    public void Registration_pass_and_notice_come_one_after_the_other()
    {
        const string data = """{"person":"LX0055","window":"W05","post":"医保窗口","education":"本科","trainedTo":"2026-12-18","theoryScore":86,"arrivedOn":"2026-12-21","partner":"LX0053"}""";
        var onTheWay = Selection.At("arrival", data, Selection.Decided("verify", "agree", "信息属实", "E006"));
        var arrived = Selection.At("arrival", data, Selection.Decided("training", "graded", "考核合格", "E006"), Selection.Decided("on-post", "arrived", "已到岗", "E022"));

        SelectionArrival.Registration.Read(onTheWay).ShouldHaveSingleItem();
        SelectionArrival.Training.Read(onTheWay).ShouldBeEmpty("the training is not passed before it goes on to the window");
        SelectionArrival.OnPost.Read(onTheWay).ShouldBeEmpty();
        Text(SelectionArrival.Training.Read(arrived).ShouldHaveSingleItem().Values, "trainerOpinion").ShouldBe("考核合格");
        Text(SelectionArrival.OnPost.Read(arrived).ShouldHaveSingleItem().Values, "partner").ShouldBe("巩志远");
    }

    /// <summary>Else the filler would look for a value in vain, or a value would be on no paper.</summary>
    [Fact]
    public void What_a_document_says_is_what_its_placeholders_name()
    {
        var complete = new[]
        {
            (SelectionReview.Recommendation, Selection.At("selection", Selection.Recommended)), (SelectionReview.Qualification, Selection.At("selection", Selection.Reviewed)),
            (SelectionInterview.ScoreSheet, Selection.At("selection", Selection.Interviewed)), (SelectionInterview.Summary, Selection.At("selection", Selection.Interviewed)),
            (SelectionFiling.Filing, Selection.At("filing", """{"persons":[{"person":"LX0055"}],"headcount":[{}]}""")),
            (SelectionArrival.Registration, Selection.At("arrival", """{"education":"本科"}""")),
            (SelectionArrival.Training, Selection.At("arrival", """{"trainedTo":"2026-12-18"}""", Selection.Decided("on-post", "arrived", "已到岗", "E022"))),
            (SelectionArrival.OnPost, Selection.At("arrival", """{"arrivedOn":"2026-12-18"}""", Selection.Decided("on-post", "arrived", "已到岗", "E022"))),
        };
        foreach (var (kind, source) in complete) Agrees(kind.Key, kind.Read(source).First().Values, kind.Own);

        static void Agrees(string name, DocumentValues values, IEnumerable<Placeholder> placeholders)
        {
            values.ByKey.Keys.ShouldBe(placeholders.Select(p => p.Key), ignoreOrder: true, name);
            foreach (var list in placeholders.Where(p => p.Type is PlaceholderType.Rows))
            foreach (var row in Rows(values, list.Key)) Agrees($"{name}.{list.Key}", row, list.Columns);
        }
    }

    private static string Text(DocumentValues values, string key) => values.ByKey[key].ShouldBeOfType<DocumentValue.Text>().Value;

    private static ImmutableArray<DocumentValues> Rows(DocumentValues values, string key) => values.ByKey[key].ShouldBeOfType<DocumentValue.Rows>().Values;
}
