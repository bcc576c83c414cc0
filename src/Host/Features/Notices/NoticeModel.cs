using System.Collections.Immutable;
using StaffFlows.Host.Components.Models;
using StaffFlows.Workflows.Publicity;

namespace StaffFlows.Host.Features.Notices;

/// <summary>A notice on its public page, in the words of the reader's language; what the office wrote stays Chinese.</summary>
/// <param name="Text">Null where only its dates are told any more.</param>
/// <param name="Banner">What the reader should know first: how long it still runs, that it was interrupted, that it is over.</param>
/// <param name="Remarks">What happened to it while it hung.</param>
/// <param name="Check">Whether the digest in the address, as a printed code has it, is that of this text; null where there is none.</param>
/// <param name="Objection">The form; null where none is taken any more.</param>
public sealed record NoticeModel(
    string Id,
    string Number,
    string Hall,
    NoticeText? Text,
    NoticeBanner Banner,
    string? Period,
    ImmutableArray<string> Remarks,
    ImmutableArray<string> Result,
    string Digest,
    int QrSize,
    string QrPath,
    bool? Check,
    ObjectionModel? Objection);

/// <param name="Date">Of the later posting; null before it.</param>
public sealed record NoticeText(
    string Title, string Introduction, string Purpose, ImmutableArray<NoticeRow> Persons, NoticeChannels Channels, string Issuer, string? Date);

public sealed record NoticeRow(string PersonId, string Name, string Gender, string Born, string Education, string Unit, string Post);

/// <param name="Days">The period day by day; empty where it does not run.</param>
public sealed record NoticeBanner(Tone Tone, string Icon, string Sentence, string? Detail, ImmutableArray<DayCell> Days);

public sealed record NoticesModel(string Hall, ImmutableArray<NoticeLine> Notices, Paging Paging);

public sealed record NoticeLine(string Href, string Title, string Number, string? Period, string State, Tone Tone);
