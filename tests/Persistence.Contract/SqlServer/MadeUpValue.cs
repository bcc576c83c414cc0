using System.Collections;

namespace StaffFlows.Persistence.Contract.SqlServer;

/// <summary>Some value of a parameter's type; of lists two, because one may be written differently.</summary>
internal static class MadeUpValue
{
    public static object? Of(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(string)) return "x";
        if (type == typeof(byte[])) return new byte[] { 1 };
        if (type.IsValueType && !type.IsGenericType) return Activator.CreateInstance(type);
        if (ElementOf(type) is not { } element) return null;

        var list = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(element))!;
        list.Add(Of(element));
        list.Add(Of(element));
        if (type.IsInstanceOfType(list)) return list;
        var array = Array.CreateInstance(element, list.Count);
        list.CopyTo(array, 0);
        return type.IsArray ? array : Activator.CreateInstance(type, array);
    }

    private static Type? ElementOf(Type type) =>
        type.GetInterfaces().Append(type)
            .FirstOrDefault(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IEnumerable<>))?.GetGenericArguments()[0];
}
