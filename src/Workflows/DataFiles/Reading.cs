using System.Collections.Immutable;
using StaffFlows.Engine.Execution;

namespace StaffFlows.Workflows.DataFiles;

/// <summary>What came of reading a data file: all of it, or what is wrong row by row. Never half.</summary>
public abstract record Reading<T>
{
    private Reading()
    {
    }

    public sealed record Complete(T Value) : Reading<T>;

    /// <param name="Errors">At least one; <see cref="FieldRejection.Field"/> is a path such as <c>people[3].homeUnitId</c>.</param>
    public sealed record Refused(ImmutableArray<FieldRejection> Errors) : Reading<T>;

    /// <summary>For files that ship with the product, where an error is a broken assumption: throws and names the first errors.</summary>
    public T GetValue() => this switch
    {
        Complete complete => complete.Value,
        Refused refused => throw new InvalidDataException(string.Join("; ", refused.Errors.Take(5).Select(Describe))),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static string Describe(FieldRejection error) => $"{error.Field}: {error.Code} {string.Join(", ", error.Arguments)}".TrimEnd();
}
