using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime;

namespace StaffFlows.Engine.Expressions.JavaScript;

/// <summary>Between the interpreter's values and JSON. Dates become ISO texts in UTC; functions, undefined and dates outside
/// the years 1 to 9999 become null.</summary>
internal static class JsValueJson
{
    private static readonly double FirstDate = DateTimeOffset.MinValue.ToUnixTimeMilliseconds();
    private static readonly double LastDate = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    private static readonly JsonWriterOptions Options = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static JsValue Read(Jint.Engine engine, JsonElement json, ScriptWatch watch)
    {
        watch.Check();
        switch (json.ValueKind)
        {
            case JsonValueKind.String:
                return json.GetString()!;
            case JsonValueKind.Number:
                return json.GetDouble();
            case JsonValueKind.True:
                return JsValue.True;
            case JsonValueKind.False:
                return JsValue.False;
            case JsonValueKind.Array:
                var list = engine.Array.Construct([]);
                var index = 0;
                foreach (var item in json.EnumerateArray()) list.Put((index++).ToString(CultureInfo.InvariantCulture), Read(engine, item, watch), false);
                return list;
            case JsonValueKind.Object:
                var target = engine.Object.Construct([]);
                foreach (var member in json.EnumerateObject()) target.FastSetProperty(member.Name, new(Read(engine, member.Value, watch), true, true, true));
                return target;
            default:
                return JsValue.Null;
        }
    }

    public static JsonElement Write(JsValue value, ScriptWatch watch)
    {
        switch (value.Type)
        {
            case Types.None or Types.Undefined or Types.Null:
                return JsonValues.Null;
            case Types.Boolean:
                return JsonValues.From(value.AsBoolean());
            case Types.String:
                return JsonValues.From(value.AsString());
            default:
                var buffer = new ArrayBufferWriter<byte>(64);
                using (var writer = new Utf8JsonWriter(buffer, Options)) Write(writer, value, watch, 0);
                return JsonElement.Parse(buffer.WrittenSpan);
        }
    }

    private static void Write(Utf8JsonWriter writer, JsValue value, ScriptWatch watch, int depth)
    {
        watch.Check();
        switch (value.Type)
        {
            case Types.Boolean:
                writer.WriteBooleanValue(value.AsBoolean());
                break;
            case Types.String:
                writer.WriteStringValue(value.AsString());
                break;
            case Types.Number:
                WriteNumber(writer, value.AsNumber());
                break;
            case Types.Object when depth >= ScriptWatch.DepthLimit:
                throw ScriptWatch.Exceeded(ScriptLimit.Depth);
            case Types.Object:
                WriteObject(writer, value.AsObject(), watch, depth);
                break;
            default:
                writer.WriteNullValue();
                break;
        }
    }

    private static void WriteNumber(Utf8JsonWriter writer, double number)
    {
        if (double.IsNaN(number) || double.IsInfinity(number)) writer.WriteNullValue();
        else if (Math.Abs(number) < 9_007_199_254_740_992 && Math.Floor(number) == number) writer.WriteNumberValue((long)number);
        else writer.WriteNumberValue(number);
    }

    private static void WriteObject(Utf8JsonWriter writer, ObjectInstance target, ScriptWatch watch, int depth)
    {
        switch (target.Class)
        {
            case "Function":
                writer.WriteNullValue();
                break;
            case "Date":
                var milliseconds = ((Jint.Native.Date.DateInstance)target).PrimitiveValue;
                if (double.IsNaN(milliseconds) || milliseconds < FirstDate || milliseconds > LastDate) writer.WriteNullValue();
                else writer.WriteStringValue(DateTimeOffset.FromUnixTimeMilliseconds((long)milliseconds));
                break;
            case "Boolean" or "Number" or "String":
                Write(writer, TypeConverter.ToPrimitive(target), watch, depth + 1);
                break;
            case "Array":
                writer.WriteStartArray();
                watch.CheckCall(target, []);
                var length = (int)target.Get("length").AsNumber();
                for (var i = 0; i < length; i++) Write(writer, target.Get(i.ToString(CultureInfo.InvariantCulture)), watch, depth + 1);
                writer.WriteEndArray();
                break;
            default:
                writer.WriteStartObject();
                foreach (var (name, property) in target.GetOwnProperties().ToArray())
                {
                    if (property.Enumerable is false) continue;

                    writer.WritePropertyName(name);
                    Write(writer, target.Get(name), watch, depth + 1);
                }

                writer.WriteEndObject();
                break;
        }
    }
}
