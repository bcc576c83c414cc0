using System.Collections.Immutable;

namespace StaffFlows.Engine.Execution;

/// <summary>What designers show of an activity type and what the compiler checks. Texts are keyed by language ("zh", "en").</summary>
public sealed record ActivityDescriptor(
    string Type,
    string Category,
    LocalizedText DisplayName,
    LocalizedText Description,
    ImmutableArray<InputDescriptor> Inputs,
    ImmutableArray<OutputDescriptor> Outputs,
    ImmutableArray<string> Ports)
{
    public int Version { get; init; } = 1;

    /// <summary>True for activities whose completion ends the container they stand in (End, Finish).</summary>
    public bool IsTerminal { get; init; }

    /// <summary>Members that hold activities to run inside (<c>Then</c>, <c>Body</c>), as designers name them; not followed by connections.</summary>
    public ImmutableArray<string> EmbeddedPorts { get; init; } = [];

    /// <summary>False for what Elsa's designer keeps out of its toolbox.</summary>
    public bool IsBrowsable { get; init; } = true;

    /// <summary>True for activities that may wait for something: a loop through one of them does not run for ever in one burst.</summary>
    public bool MayWait { get; init; }
}

public readonly record struct LocalizedText(string Zh, string En);

/// <param name="Name">camelCase, as in the JSON.</param>
/// <param name="DefaultValue">Used where the definition leaves the input out; the Studio does not write defaults.</param>
public sealed record InputDescriptor(string Name, Type ValueType, LocalizedText DisplayName, object? DefaultValue = null)
{
    /// <summary>A sentence under the field; null where its author gave none.</summary>
    public LocalizedText? Description { get; init; }

    /// <summary>True where its value is nobody's business but the activity's: the journal says only that there was one.</summary>
    public bool IsSensitive { get; init; }
}

public sealed record OutputDescriptor(string Name, Type ValueType, LocalizedText DisplayName)
{
    /// <inheritdoc cref="InputDescriptor.Description"/>
    public LocalizedText? Description { get; init; }
}

/// <summary>A typed handle on one input of an activity; its value is evaluated by the engine before each turn.</summary>
public sealed record Input<T>(string Name, T Default);
