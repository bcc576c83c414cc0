using StaffFlows.Workflows.Publicity;

namespace StaffFlows.Host.Features.Notices;

/// <param name="Code">Empty where the office took the objection down: then nobody holds a receipt.</param>
public sealed record ReceiptModel(string NoticeId, string Number, string Code);

/// <param name="Error">Why nothing can be told.</param>
public sealed record ReceiptQueryModel(string Number, string? Error, ReceiptAnswer? Answer);

public sealed record ReceiptAnswer(string Number, string ReceivedAt, ObjectionState State, string? ClosedAt, string? Answer);

/// <summary>The objection form with what was typed, so that a refusal loses nothing.</summary>
/// <param name="Errors">Sentences by field.</param>
public sealed record ObjectionModel(
    string PersonId, bool IsSigned, string Name, string Phone, string Facts, System.Collections.Immutable.ImmutableDictionary<string, string> Errors, string? Error, bool IsOffice)
{
    public static ObjectionModel Empty(bool isOffice) => new("", true, "", "", "", System.Collections.Immutable.ImmutableDictionary<string, string>.Empty, null, isOffice);
}
