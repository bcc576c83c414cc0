using System.Text.Json;

namespace StaffFlows.Engine.Execution;

/// <summary>What wakes a waiting branch: the bookmark it is meant for, and what it brings along.</summary>
/// <param name="BookmarkId">The one bookmark to resume.</param>
/// <param name="Name">The bookmark's name, so that an activity with several kinds of bookmarks can tell them apart.</param>
/// <param name="Payload">What the waiting activity put into the bookmark.</param>
/// <param name="Input">What the waker brings: a decision, an event's payload. A JSON null where it brings nothing (timers).</param>
public sealed record Stimulus(BookmarkId BookmarkId, string Name, JsonElement Payload, JsonElement Input);
