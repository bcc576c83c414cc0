using System.Collections.Immutable;
using StaffFlows.Host.Components.Models;

namespace StaffFlows.Host.Features.Administration;

/// <summary>The start of 管理: what can be looked after, and how it stands.</summary>
public sealed record AdminHomeModel(ImmutableArray<AdminArea> Areas);

/// <param name="State">How it stands in a few words, with a tone: 55 人, 第 3 版; null where there is nothing to say.</param>
public sealed record AdminArea(string Href, string Icon, string Title, string Note, (Tone Tone, string Text)? State = null);
