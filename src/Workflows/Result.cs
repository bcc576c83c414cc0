using StaffFlows.Engine.Execution;

namespace StaffFlows.Workflows;

/// <summary>What a use case answers: a value, or an expected refusal. Never both.</summary>
public readonly record struct Result<T>
{
    private Result(T? value, Rejection? rejection) => (Value, Rejection) = (value, rejection);

    /// <summary>Meaningful only where <see cref="Rejection"/> is null.</summary>
    public T? Value { get; }

    public Rejection? Rejection { get; }

    public static implicit operator Result<T>(T value) => new(value, null);

    public static implicit operator Result<T>(Rejection rejection) => new(default, rejection);
}
