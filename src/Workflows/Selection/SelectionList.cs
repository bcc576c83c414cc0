using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Forms;
using StaffFlows.Workflows.Personnel;

namespace StaffFlows.Workflows.Selection;

/// <summary>岗位: what persons are recommended for.</summary>
/// <param name="No">How the form's rows name it: 1, 2 …</param>
/// <param name="Places">How many persons are wanted, from 1.</param>
/// <param name="Replaces">Whoever leaves the window for them; his place counts as free (SEL-09).</param>
public sealed record SelectionPost(string No, Window Window, string Title, int Places, Person? Replaces);

/// <summary>推荐人选.</summary>
public sealed record Nominee(Person Person, SelectionPost Post);

/// <summary>推荐表: posts and persons, as far as the form itself can be judged; rules come after.</summary>
public sealed record SelectionList(ImmutableArray<SelectionPost> Posts, ImmutableArray<Nominee> Nominees)
{
    public const int MostPlaces = 20;

    public static Result<SelectionList> Read(JsonObject form, Organisation organisation)
    {
        var wrong = new List<FieldRejection>();
        var posts = FormRows.Of(form, SelectionFields.Posts).Select((row, index) => ReadPost(row, index + 1, organisation, wrong)).OfType<SelectionPost>().ToList();
        if (posts.Count == 0 && wrong.Count == 0) wrong.Add(new(SelectionFields.Posts, "value-missing"));
        if (posts.GroupBy(post => post.No).FirstOrDefault(same => same.Count() > 1) is { } twice) wrong.Add(new(SelectionFields.Posts, "post-twice", twice.Key));

        var nominees = FormRows.Of(form, SelectionFields.Candidates).Select((row, index) => ReadNominee(row, index + 1, posts, organisation, wrong)).OfType<Nominee>().ToList();
        if (nominees.Count == 0 && wrong.Count == 0) wrong.Add(new(SelectionFields.Candidates, "value-missing"));
        return wrong.Count > 0
            ? new Rejection(RejectionKind.Invalid, "form-invalid") { Fields = [.. wrong] }
            : new SelectionList([.. posts], [.. nominees]);
    }

    private static SelectionPost? ReadPost(JsonObject row, int line, Organisation organisation, List<FieldRejection> wrong)
    {
        var number = row.Text(SelectionFields.PostNo) ?? line.ToString(CultureInfo.InvariantCulture);
        if (row.Text(SelectionFields.Window) is not { } id || !organisation.Windows.TryGetValue(id, out var window)) return No("post-window-unknown");
        if (row.Text(SelectionFields.PostTitle) is not { } title) return No("post-title-missing");
        if (row.Number(SelectionFields.Places) is not { } places || places != decimal.Truncate(places) || places is < 1 or > MostPlaces)
            return No("post-places-invalid", MostPlaces.ToString(CultureInfo.InvariantCulture));

        var replaced = row.Text(SelectionFields.Replaces);
        var person = organisation.FindByStaffNo(replaced);
        return replaced is not null && person?.WindowId != window.Id ? No("post-replaces-nobody-there", window.Name) : new(number, window, title, (int)places, person);

        SelectionPost? No(string code, params string[] arguments)
        {
            wrong.Add(new(SelectionFields.Posts, code, [$"{line}", .. arguments]));
            return null;
        }
    }

    private static Nominee? ReadNominee(JsonObject row, int line, List<SelectionPost> posts, Organisation organisation, List<FieldRejection> wrong)
    {
        if (organisation.FindByStaffNo(row.Text(SelectionFields.Person)) is not { Status: not PersonStatus.Departed } person)
        {
            wrong.Add(new(SelectionFields.Candidates, "list-person-unknown", $"{line}", row.Text(SelectionFields.Person) ?? ""));
            return null;
        }

        var number = row.Text(SelectionFields.Post);
        var post = number is null && posts is [var only] ? only : posts.Find(p => p.No == number);
        if (post is not null) return new(person, post);

        wrong.Add(new(SelectionFields.Candidates, "candidate-post-unknown", $"{line}", number ?? ""));
        return null;
    }
}
