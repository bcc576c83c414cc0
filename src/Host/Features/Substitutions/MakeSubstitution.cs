using StaffFlows.Engine.Execution;
using StaffFlows.Host.Api;
using StaffFlows.Workflows;
using StaffFlows.Workflows.Calendar;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.Personnel;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.Features.Substitutions;

/// <param name="To">Staff number, account or id of whoever stands in.</param>
/// <param name="IncludesOlder">Tasks that came before the first day as well.</param>
internal sealed record SubstitutionWish(string? To, DateOnly? From, DateOnly? Until, bool IncludesOlder, string? Reason);

internal sealed record SubstitutionAnswer(Guid Id);

/// <summary>代理: for some days somebody else may decide what is one's own to decide.</summary>
internal sealed class MakeSubstitution(IWriteQueue writes, OfficeSnapshots office, BusinessClock clock)
{
    public const int MaxReason = 200;
    private const int MaxDays = 366;

    public async Task<Result<SubstitutionAnswer>> ExecuteAsync(SubstitutionWish wish, Viewer by, RequestKey? key, CancellationToken ct)
    {
        var organisation = (await office.ReadAsync(ct)).Organisation;
        var substitute = organisation.FindByStaffNo(wish.To) ?? organisation.FindByUserName(wish.To) ?? organisation.FindPerson(wish.To);
        if (Check(wish, substitute, by) is { } wrong) return wrong;

        var substitution = new Substitution
        {
            Id = Guid.CreateVersion7(),
            PersonId = by.PersonId,
            SubstituteId = substitute!.Id,
            From = wish.From!.Value,
            Until = wish.Until!.Value,
            IncludesOlder = wish.IncludesOlder,
            Reason = string.IsNullOrWhiteSpace(wish.Reason) ? null : wish.Reason.Trim(),
            CreatedAt = clock.Now,
        };
        return await writes.WriteOnceAsync<SubstitutionAnswer>(
            key, clock, async (db, token) => await SubstitutionStore.AddAsync(db, substitution, substitute.Name, token) is { } refused ? refused : new SubstitutionAnswer(substitution.Id), ct);
    }

    private Rejection? Check(SubstitutionWish wish, Person? substitute, Viewer by)
    {
        if (string.IsNullOrWhiteSpace(wish.To)) return Field("to", "value-missing");
        if (substitute is not { IsActive: true }) return Field("to", "substitute-unknown", wish.To);
        if (substitute.Id == by.PersonId) return Field("to", "substitute-is-self");
        if (wish.From is not { } from) return Field("from", "value-missing");
        if (wish.Until is not { } until) return Field("until", "value-missing");
        if (until < from || until < clock.Today || until.DayNumber - from.DayNumber > MaxDays) return Field("until", "substitution-range");
        return wish.Reason?.Length > MaxReason ? Field("reason", "text-too-long", $"{MaxReason}") : null;
    }

    private static Rejection Field(string field, string code, params string[] arguments) =>
        new(RejectionKind.Invalid, code, [.. arguments]) { Fields = [new(field, code, [.. arguments])] };
}
