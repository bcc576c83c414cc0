using System.Text.Json;

namespace StaffFlows.Engine.Execution;

/// <summary>Work that somebody outside the engine should do and report back by its id: Elsa's <c>RunTask</c>, without person, form or deadline.</summary>
/// <param name="TaskId">Unique; drawn from the burst.</param>
/// <param name="Payload">What the definition sends along; JSON null where it sends nothing.</param>
public sealed record TaskRequested(string TaskId, string Name, JsonElement Payload) : IEffect;

/// <summary>Nobody waits for that task any more.</summary>
public sealed record TaskWithdrawn(string TaskId, string Name) : IEffect;
