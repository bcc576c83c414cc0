using System.Reflection;

namespace StaffFlows.Architecture.Tests;

/// <summary>
/// A slice is one use case: a class under Features with <c>ExecuteAsync</c>. Its faces (endpoints, pages) call it; what two
/// slices share is a class without one.
/// </summary>
public sealed class The_slices
{
    private const BindingFlags Instance = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    private static readonly HashSet<Type> Slices =
        [.. Assembly.Load("StaffFlows.Host").GetTypes().Where(type => Arrows.Holds("StaffFlows.Host.Features", type.FullName!) && IsSlice(type))];

    [Fact]
    public void A_slice_never_calls_a_slice() =>
        Slices
            .SelectMany(slice => slice.GetConstructors(Instance)
                .SelectMany(constructor => constructor.GetParameters())
                .Where(parameter => Slices.Contains(parameter.ParameterType) && parameter.ParameterType != slice)
                .Select(parameter => $"{slice.Name} takes {parameter.ParameterType.Name}"))
            .ShouldBeEmpty("what two use cases share belongs into Workflows");

    private static bool IsSlice(Type type) =>
        type is { IsClass: true, IsAbstract: false, IsNested: false }
        && type.GetInterface("Microsoft.AspNetCore.Components.IComponent") is null
        && type.GetMethods(Instance | BindingFlags.DeclaredOnly).Any(method => method.Name is "ExecuteAsync" && method.ReturnType.GetMethod("GetAwaiter", []) is not null);
}
