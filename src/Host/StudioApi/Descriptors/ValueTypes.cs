using System.Collections.Frozen;
using System.Collections.Immutable;
using StaffFlows.Engine.Execution;

namespace StaffFlows.Host.StudioApi.Descriptors;

/// <summary>The aliases by which definitions and the Studio call types of values.</summary>
internal static class ValueTypes
{
    private const string Any = "Object";

    private static readonly FrozenDictionary<Type, string> Aliases = new Dictionary<Type, string>
    {
        [typeof(string)] = "String",
        [typeof(bool)] = "Boolean",
        [typeof(int)] = "Int32",
        [typeof(long)] = "Int64",
        [typeof(double)] = "Double",
        [typeof(decimal)] = "Decimal",
        [typeof(DateTimeOffset)] = "DateTimeOffset",
        [typeof(TimeSpan)] = "TimeSpan",
    }.ToFrozenDictionary();

    /// <summary>What variables, inputs and outputs of a definition can be declared as.</summary>
    public static ImmutableArray<(string Alias, LocalizedText Name, LocalizedText Category)> Declarable { get; } =
    [
        Of("String", "文本", "Text"), Of("Boolean", "是／否", "Boolean"), Of("Int32", "整数", "Integer"), Of("Int64", "长整数", "Long integer"),
        Of("Double", "小数（双精度）", "Double"), Of("Decimal", "小数", "Decimal"), Of("DateTime", "日期时间", "Date and time"),
        Of("DateTimeOffset", "日期时间（含时区）", "Date and time with offset"), Of("TimeSpan", "时长", "Time span"), Of(Any, "任意值", "Object"),
    ];

    public static string AliasOf(Type type) => Aliases.GetValueOrDefault(Nullable.GetUnderlyingType(type) ?? type) ?? (type.IsEnum ? type.Name : Any);

    private static (string, LocalizedText, LocalizedText) Of(string alias, string zh, string en) => (alias, new(zh, en), new("基本类型", "Primitives"));
}
