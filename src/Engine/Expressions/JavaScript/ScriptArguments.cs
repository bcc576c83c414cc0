using Jint.Native;
using Jint.Runtime;

namespace StaffFlows.Engine.Expressions.JavaScript;

/// <summary>What a script passed to one of our functions.</summary>
internal static class ScriptArguments
{
    /// <summary>Undefined where there are fewer.</summary>
    public static JsValue At(this JsValue[] arguments, int index) => index < arguments.Length ? arguments[index] : JsValue.Undefined;

    public static string Text(this JsValue[] arguments, int index) => TypeConverter.ToString(arguments.At(index));

    public static string? TextOrNull(this JsValue[] arguments, int index) =>
        arguments.At(index) is var value && (value.IsNull() || value.IsUndefined()) ? null : TypeConverter.ToString(value);
}
