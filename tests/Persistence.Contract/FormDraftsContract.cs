using System.Collections.Immutable;
using StaffFlows.Engine.Execution;
using StaffFlows.Persistence.Contract.Providers;
using StaffFlows.Workflows.Forms;
using StaffFlows.Workflows.Persistence;

namespace StaffFlows.Persistence.Contract;

public sealed class Form_drafts_on_Sqlite(SqliteProvider provider) : FormDraftsContract(provider), IClassFixture<SqliteProvider>;

public sealed class Form_drafts_on_PostgreSql(PostgreSqlProvider provider) : FormDraftsContract(provider), IClassFixture<PostgreSqlProvider>;

public sealed class Form_drafts_on_SqlServer(SqlServerProvider provider) : FormDraftsContract(provider), IClassFixture<SqlServerProvider>;

/// <summary>The next version of a form while it is being made: what cases see meanwhile, and who of two owners may go on.</summary>
public abstract class FormDraftsContract(Provider provider)
{
    private FormDrafts Drafts => provider.Get<FormDrafts>();

    [ContractFact]
    public async Task A_draft_stands_beside_the_versions_and_no_case_sees_it()
    {
        await ShippedAsync("beside");

        var saved = (await Drafts.SaveAsync(Form("beside", "面试地点"), await RevisionAsync("beside"), "E006", default)).Value!;

        (saved.Form.Title.Zh, saved.SavedAt).ShouldBe(("面试地点", provider.Clock.GetUtcNow()));
        (await Drafts.FindAsync("beside", default))!.Form.Title.Zh.ShouldBe("面试地点");
        (await LatestAsync("beside")).ShouldBe((1, "出厂"));
        (await Drafts.ReadHistoryAsync("beside", default)).Select(p => p.Version).ShouldBe([1]);
    }

    [ContractFact]
    public async Task Published_it_is_the_next_version_with_who_and_why_and_the_former_one_stays()
    {
        await ShippedAsync("published");
        var draft = (await Drafts.SaveAsync(Form("published", "面试地点"), await RevisionAsync("published"), "E006", default)).Value!;

        (await Drafts.PublishAsync("published", draft.Revision, "增加地点", "E006", default)).Value.ShouldBe(2);

        (await LatestAsync("published")).ShouldBe((2, "面试地点"));
        (await provider.Get<OfficeSnapshots>().ReadAsync(default)).FindForm("published", 1)!.Title.Zh.ShouldBe("出厂");
        (await Drafts.ReadHistoryAsync("published", default)).Select(p => (p.Version, p.ActorId, p.Note)).ShouldBe([(2, "E006", "增加地点"), (1, null, null)]);
        (await Drafts.FindAsync("published", default))!.SavedAt.ShouldBeNull("the draft has become the version");
        (await Drafts.PublishAsync("published", await RevisionAsync("published"), "", "E006", default)).Rejection!.Code.ShouldBe("form-no-draft");
    }

    [ContractFact]
    public async Task Whoever_saves_upon_what_has_changed_meanwhile_is_refused_and_nothing_of_the_other_is_lost()
    {
        await ShippedAsync("two-owners");
        var seen = await RevisionAsync("two-owners");
        var first = (await Drafts.SaveAsync(Form("two-owners", "甲"), seen, "E006", default)).Value!;

        foreach (var late in new[] { (await Drafts.SaveAsync(Form("two-owners", "乙"), seen, "E007", default)).Rejection, (await Drafts.PublishAsync("two-owners", seen, "", "E007", default)).Rejection, (await Drafts.DiscardAsync("two-owners", seen, "E007", default)).Rejection })
            (late!.Kind, late.Code).ShouldBe((RejectionKind.Conflict, FormDrafts.ChangedMeanwhile));

        (await Drafts.FindAsync("two-owners", default))!.Form.Title.Zh.ShouldBe("甲");
        (await Drafts.SaveAsync(Form("two-owners", "乙"), first.Revision, "E007", default)).Rejection.ShouldBeNull();
    }

    [ContractFact]
    public async Task Of_several_owners_who_save_at_once_one_is_first()
    {
        await ShippedAsync("at-once");
        var seen = await RevisionAsync("at-once");

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(n => Task.Run(() => Drafts.SaveAsync(Form("at-once", $"第{n}人"), seen, $"E10{n}", default))));

        answers.Count(a => a.Rejection is null).ShouldBe(1);
        answers.Where(a => a.Rejection is not null).ShouldAllBe(a => a.Rejection!.Code == FormDrafts.ChangedMeanwhile);
        (await Drafts.FindAsync("at-once", default))!.Form.Title.Zh.ShouldBe(answers.Single(a => a.Rejection is null).Value!.Form.Title.Zh);
    }

    [ContractFact]
    public async Task Discarded_it_leaves_the_version_as_it_was()
    {
        await ShippedAsync("discarded");
        var draft = (await Drafts.SaveAsync(Form("discarded", "面试地点"), await RevisionAsync("discarded"), "E006", default)).Value!;

        (await Drafts.DiscardAsync("discarded", draft.Revision, "E006", default)).Value.ShouldBeTrue();

        (await Drafts.FindAsync("discarded", default))!.Form.Title.Zh.ShouldBe("出厂");
        (await Drafts.DiscardAsync("discarded", await RevisionAsync("discarded"), "E006", default)).Value.ShouldBeFalse();
        (await Drafts.SaveAsync(Form("never"), "", "E006", default)).Rejection!.Kind.ShouldBe(RejectionKind.NotFound);
        (await Drafts.FindAsync("never", default)).ShouldBeNull();
    }

    [ContractFact]
    public async Task A_release_brings_its_version_beside_a_draft_which_becomes_the_one_after()
    {
        await ShippedAsync("released");
        var draft = (await Drafts.SaveAsync(Form("released", "面试地点"), await RevisionAsync("released"), "E006", default)).Value!;

        (await provider.Get<RuleStore>().ImportFormsAsync([Form("released", "新版出厂")], null, default)).Value.ShouldBe(1);

        (await LatestAsync("released")).ShouldBe((2, "新版出厂"));
        (await Drafts.PublishAsync("released", draft.Revision, "", "E006", default)).Value.ShouldBe(3);
        (await LatestAsync("released")).ShouldBe((3, "面试地点"));
    }

    private async Task ShippedAsync(string key) => (await provider.Get<RuleStore>().ImportFormsAsync([Form(key)], null, default)).Value.ShouldBe(1);

    private async Task<string> RevisionAsync(string key) => (await Drafts.FindAsync(key, default))!.Revision;

    private async Task<(int Version, string Title)> LatestAsync(string key)
    {
        var form = (await provider.Get<OfficeSnapshots>().ReadAsync(default)).FindForm(key)!;
        return (form.Version, form.Title.Zh);
    }

    private static Form Form(string key, string title = "出厂") => new(
        key, 1, new(title, key), [new(null, [new("subject", FieldType.Text, new("事由", "Subject"), null, [], 60, false)])],
        ImmutableDictionary<string, ImmutableDictionary<string, FieldRight>>.Empty);
}
