using System.Text.Json;

namespace StaffFlows.Engine.Execution;

/// <summary>
/// Where a branch waits. Found again by its id or by <see cref="Hash"/>, which covers <see cref="Name"/> and
/// <see cref="Payload"/> as Elsa computes it, and never a date: <see cref="DueAt"/> can be moved without losing the bookmark. A
/// timer's hash covers its execution too, since nobody looks for one by what it waits for.
/// </summary>
/// <param name="Name">The stimulus name; by default the activity's type.</param>
/// <param name="DueAt">For timers: business time at which the engine wakes the branch itself. Null where only a stimulus can.</param>
public sealed record Bookmark(
    BookmarkId Id,
    string Name,
    string Hash,
    JsonElement Payload,
    ActivityExecutionId ActivityExecutionId,
    string NodeId,
    DateTimeOffset CreatedAt,
    DateTimeOffset? DueAt = null);
