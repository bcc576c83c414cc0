using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Extensions.Localization;
using StaffFlows.Host.Api;
using StaffFlows.Host.Components.Models;
using StaffFlows.Host.Features.Cases;
using StaffFlows.Host.Localisation;
using StaffFlows.Workflows.Calendar;
using StaffFlows.Workflows.Personnel;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.Features.People;

/// <summary><c>/people</c> and <c>/people/{id}</c>; only what keeps somebody from his window is reported here.</summary>
internal sealed class PeoplePages(GetPeople people, GetPerson persons, ViolationPages violations, BusinessClock clock, Wording say, IStringLocalizer<Texts> texts)
{
    private const int Size = 30;

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/people", (Viewer by, PeoplePages page, HttpContext context) => page.ShowAsync(null, by, context)).RequireAuthorization().ExcludeFromDescription();
        pages.MapGet("/people/{id}", (string id, Viewer by, PeoplePages page, HttpContext context) => page.ShowAsync(id, by, context)).RequireAuthorization().ExcludeFromDescription();
        pages.MapGet("/people/export", (Viewer by, PeoplePages page, HttpContext context) => page.ExportAsync(by, context)).RequireAuthorization().ExcludeFromDescription();
    }

    /// <param name="refused">The page comes back with what could not be taken.</param>
    internal async Task<IResult> ShowAsync(string? id, Viewer by, HttpContext context, RefusedReport? refused = null)
    {
        var ct = context.RequestAborted;
        var (filter, query) = (FilterOf(context), context.Request.QueryString.Value ?? "");
        var sight = await people.ExecuteAsync(filter, ct);
        PersonPanel? panel = null;
        if (id is not null)
        {
            var read = await persons.ExecuteAsync(id, by, ct);
            if (read.Value is not { } person) return Pages.NotFound();
            panel = Panel(person, $"/people{query}", violations.Panel(person, by, refused));
        }

        var page = int.TryParse(context.Request.Query["page"], out var asked) ? Math.Max(1, asked) : 1;
        return Pages.Show<PeopleView>(new PeopleModel(
            [.. sight.People.Skip((page - 1) * Size).Take(Size).Select(p => Row(p, sight, by, query))],
            new Paging(page, Size, sight.People.Length, $"/people{AddressOf(filter)}"),
            sight.People.Count(p => p.WindowId is not null),
            Picks(filter, sight.Organisation),
            [.. sight.Organisation.Units.Values.OrderBy(u => u.Id, StringComparer.Ordinal).Select(u => new PickOption(u.Id, u.Name, u.Id == filter.UnitId))],
            [.. sight.Organisation.Windows.Values.OrderBy(w => w.Id, StringComparer.Ordinal).Select(w => new PickOption(w.Id, w.Name, w.Id == filter.WindowId))],
            filter.Text,
            panel)
        {
            ExportHref = $"/people/export{AddressOf(filter)}",
            Flash = refused is null ? Flash.Take(context, texts) : null,
        }, refused is null ? StatusCodes.Status200OK : Problems.StatusOf(refused.Rejection.Kind));
    }

    private async Task<IResult> ExportAsync(Viewer by, HttpContext context)
    {
        var sight = await people.ExecuteAsync(FilterOf(context), context.RequestAborted);
        string[] head =
        [
            texts["people.staffNo"], texts["people.name"], texts["people.unit"], texts["people.window"], texts["people.post"],
            texts["people.employment"], texts["people.onPostSince"], texts["people.phone"], texts["people.state"],
        ];
        return CsvFile.Of($"{texts["nav.people"].Value}-{clock.Today:yyyyMMdd}.csv", head, sight.People.Select(p => (IEnumerable<string?>)
        [
            p.StaffNo, p.Name, sight.Organisation.HomeUnitOf(p).Name, sight.Organisation.WindowOf(p)?.Name, p.Post, Employment(p),
            p.OnPostDate?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            GetPerson.SeesDetailsOf(p, by) ? Wording.MaskedPhone(p.Mobile) : null,
            StateOf(p, sight).Text,
        ]));
    }

    private PersonRow Row(Person person, PeopleSight sight, Viewer by, string query) => new(
        person.StaffNo, person.Name, $"/people/{person.Id}{query}", sight.Organisation.HomeUnitOf(person).Name, sight.Organisation.WindowOf(person)?.Name,
        Employment(person), person.OnPostDate, GetPerson.SeesDetailsOf(person, by) ? StateOf(person, sight) : Presence(person, sight));

    private PersonState StateOf(Person person, PeopleSight sight) =>
        person.ContractEnd is { } end && end >= clock.Today && end <= clock.Today.AddDays(60) && !sight.OnLeave.ContainsKey(person.Id)
            ? new(Tone.Wait, texts["people.state.contractEnds", say.Day(end)])
            : Presence(person, sight);

    private PersonState Presence(Person person, PeopleSight sight) =>
        sight.OnLeave.TryGetValue(person.Id, out var until) ? new(Tone.Info, texts["people.state.onLeaveUntil", say.Day(until)])
        : person.Status is PersonStatus.OnLeave ? new(Tone.Info, texts["people.state.onLeave"])
        : new(Tone.Done, texts["people.state.onPost"]);

    private PersonPanel Panel(PersonSight sight, string closeHref, ViolationPanel? violationPanel)
    {
        var (person, organisation) = (sight.Person, sight.Organisation);
        var facts = ImmutableArray.CreateBuilder<PersonFact>();
        Add("people.post", person.Post);
        Add("people.unit", organisation.HomeUnitOf(person).Name, $"/people?unit={person.HomeUnitId}");
        Add("people.window", organisation.WindowOf(person)?.Name, $"/people?window={person.WindowId}");
        Add("people.employment", Employment(person));
        Add("people.partners", string.Join(texts["list.comma"], organisation.PartnersOf(person).Select(p => p.Name)));
        Add("people.onPostSince", person.OnPostDate is { } since ? say.FullDay(since) : null);
        if (sight.SeesDetails)
        {
            Add("people.phone", Wording.MaskedPhone(person.Mobile));
            Add("people.birthDate", person.BirthDate is { } birth ? say.FullDay(birth) : null);
            Add("people.contract", person.ContractEnd is { } end ? say.FullDay(end) : null);
        }

        return new(
            person.StaffNo, person.Name, closeHref, facts.ToImmutable(), sight.Balance,
            [
                .. sight.Cases.Select(c => new PersonCase(
                    $"/cases/{c.Id}", c.Title, c.Number ?? "", Wording.DateOf(c.SubmittedAt ?? c.CreatedAt), c.Status)),
            ],
            violationPanel);

        void Add(string key, string? value, string? href = null)
        {
            if (!string.IsNullOrEmpty(value)) facts.Add(new(texts[key], value, href));
        }
    }

    private string Employment(Person person) => say.Of(EmploymentWords.Of(person.EmploymentType));

    private ImmutableArray<FilterPick> Picks(PeopleFilter filter, Organisation organisation) =>
    [
        new(texts["people.all"], $"/people{AddressOf(filter with { Role = null })}", IsCurrent: string.IsNullOrEmpty(filter.Role)),
        .. organisation.Roles.Values.Where(r => r.Code is "WindowHead" or "UnitLeader" or "PersonnelOfficer").OrderBy(r => r.Code, StringComparer.Ordinal)
            .Select(r => new FilterPick(r.Name, $"/people{AddressOf(filter with { Role = r.Code })}", IsCurrent: filter.Role == r.Code)),
    ];

    private static PeopleFilter FilterOf(HttpContext context)
    {
        var query = context.Request.Query;
        return new(query["q"], query["unit"], query["window"], query["role"]);
    }

    private static string AddressOf(PeopleFilter filter)
    {
        var parts = new (string Name, string? Value)[] { ("q", filter.Text), ("unit", filter.UnitId), ("window", filter.WindowId), ("role", filter.Role) }
            .Where(p => !string.IsNullOrEmpty(p.Value)).Select(p => $"{p.Name}={Uri.EscapeDataString(p.Value!)}").ToList();
        return parts.Count == 0 ? "" : $"?{string.Join('&', parts)}";
    }
}
