using System.Collections.Immutable;
using System.Text.Json.Nodes;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Activities.Cases;
using StaffFlows.Workflows.Forms;
using StaffFlows.Workflows.Selection;

namespace StaffFlows.Workflows.Activities.Selection;

/// <summary>
/// 汇总审查意见 (SEL-04, SEL-05): what the reviewers ticked each for himself, item by item, and what it comes to for each person. Where all passed
/// him on every item he has passed; else somebody has to decide. Of whoever has withdrawn meanwhile nothing has to be decided.
/// </summary>
public sealed class ConsolidateReview : IActivity
{
    public const string IsDisputed = "isDisputed";

    private const string Checklist = "checklist";
    private const string Item = "item";
    private const string Pass = "pass";

    public string Type => "StaffFlows.ConsolidateReview";

    public ActivityDescriptor Descriptor { get; } = new(
        "StaffFlows.ConsolidateReview", "选派", new("汇总审查意见", "Consolidate the review"),
        new("汇总各审查人逐项意见，意见一致合格的直接通过，其余提请决定", "Brings the reviewers' items together; whoever all have passed has passed"), [],
        [new(IsDisputed, typeof(bool), new("须决定", "Needs a decision"))], ["Done"]);

    public async ValueTask<ActivityResult> ExecuteAsync(ActivityExecutionContext context, CancellationToken ct)
    {
        var facts = await CaseFacts.ReadAsync(context, ct);
        if (context.IsPreview) return new ActivityResult.Completed();

        var reviews = ReadReviews(context.ReadForm(), facts);
        var withdrawn = context.ReadWithdrawn();
        var results = reviews.Where(r => !withdrawn.Contains(r.Person)).GroupBy(r => r.Person).Select(of => Result(of.Key, [.. of])).ToList();
        await context.FillAsync(facts, new()
        {
            ["reviews"] = new JsonArray([.. reviews.Select(r => new JsonObject
            {
                [SelectionFields.Person] = r.Person, [Item] = r.Item, ["reviewer"] = r.Reviewer, [SelectionFields.Verdict] = r.Verdict, ["remark"] = r.Remark,
            })]),
            ["reviewResults"] = new JsonArray([.. results]),
        }, ct);
        context.Write(IsDisputed, results.Exists(row => row[SelectionFields.Verdict] is null));
        context.Record(facts, "entry.review-consolidated", $"{results.Count(row => row[SelectionFields.Verdict] is not null)}", $"{results.Count(row => row[SelectionFields.Verdict] is null)}");
        return new ActivityResult.Completed();
    }

    private static JsonObject Result(string person, IReadOnlyCollection<Review> reviews)
    {
        var fails = reviews.Count(r => r.Verdict is not Pass);
        return new()
        {
            [SelectionFields.Person] = person, ["passes"] = reviews.Count - fails, ["fails"] = fails, [SelectionFields.Verdict] = fails == 0 ? Pass : null,
        };
    }

    private static ImmutableArray<Review> ReadReviews(JsonObject form, CaseFacts facts) =>
    [
        .. from row in FormRows.Of(form, Checklist)
           where row[SelectionFields.Verdict] is JsonObject
           from cell in row[SelectionFields.Verdict]!.AsObject().OrderBy(cell => cell.Key, StringComparer.Ordinal)
           select new Review(
               row.Text(SelectionFields.Person)!, row.Text(Item)!, facts.Organisation.FindPerson(cell.Key)?.StaffNo ?? cell.Key, $"{cell.Value}", (row["remark"] as JsonObject)?.Text(cell.Key)),
    ];

    private sealed record Review(string Person, string Item, string Reviewer, string Verdict, string? Remark);
}
