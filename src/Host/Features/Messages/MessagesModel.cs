using System.Collections.Immutable;
using StaffFlows.Host.Components.Models;

namespace StaffFlows.Host.Features.Messages;

/// <summary>In-app messages, newest first. 全部标为已读 posts to <c>/messages/read</c>.</summary>
public sealed record MessagesModel(ImmutableArray<MessageRow> Rows, Paging Paging, int Unread, ImmutableArray<FilterPick> Picks);

/// <param name="Href">What it is about; null where there is nothing to open.</param>
public sealed record MessageRow(string Id, string Title, string? Text, DateTimeOffset At, bool IsRead, string? Href);
