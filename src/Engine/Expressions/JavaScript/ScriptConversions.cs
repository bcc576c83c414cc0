using System.Globalization;
using System.Text;
using Jint;
using Jint.Native;
using Jint.Runtime;

namespace StaffFlows.Engine.Expressions.JavaScript;

/// <summary>
/// Elsa's global functions that only convert. Bytes are a list of numbers from 0 to 255 in a script and base64 in a variable; both are
/// taken. A stream cannot be kept in a variable: what is called one here is its bytes.
/// </summary>
internal sealed class ScriptConversions(Jint.Engine engine, IExpressionScope scope, ScriptWatch watch)
{
    private const string NoBytes = "These are no bytes: neither a list of numbers from 0 to 255 nor base64.";

    public Func<JsValue[], JsValue>? Find(string name) => name switch
    {
        "isNullOrWhiteSpace" => arguments => string.IsNullOrWhiteSpace(arguments.TextOrNull(0)),
        "isNullOrEmpty" => arguments => string.IsNullOrEmpty(arguments.TextOrNull(0)),
        "toJson" => arguments => JsValueJson.Write(arguments.At(0), watch).GetRawText(),
        "parseGuid" => arguments => Guid.TryParse(arguments.Text(0), out var id) ? id.ToString() : throw Wrong($"'{arguments.Text(0)}' is no GUID."),
        "newGuid" or "newGuidString" or "getGuidString" => _ => scope.NewId().ToString(),
        "newShortGuid" or "getShortGuid" => _ => string.Concat(Convert.ToBase64String(scope.NewId().ToByteArray()).Where(char.IsAsciiLetterOrDigit)),
        "bytesToString" => arguments => Encoding.UTF8.GetString(Bytes(arguments.At(0))),
        "bytesFromString" => arguments => List(Encoding.UTF8.GetBytes(arguments.Text(0))),
        "bytesToBase64" or "streamToBase64" => arguments => Convert.ToBase64String(Bytes(arguments.At(0))),
        "bytesFromBase64" => arguments => List(FromBase64(arguments.Text(0))),
        "streamToBytes" => arguments => List(Bytes(arguments.At(0))),
        "stringToBase64" => arguments => Convert.ToBase64String(Encoding.UTF8.GetBytes(arguments.Text(0))),
        "stringFromBase64" => arguments => Encoding.UTF8.GetString(FromBase64(arguments.Text(0))),
        _ => null,
    };

    private byte[] Bytes(JsValue value)
    {
        if (value.IsString()) return FromBase64(value.AsString());
        if (!value.IsArray()) throw Wrong(NoBytes);

        watch.CheckCall(value, []);
        return JsonValues.To(JsValueJson.Write(value, watch), typeof(int[])) is int[] numbers && numbers.All(number => number is >= 0 and <= 255)
            ? [.. numbers.Select(number => (byte)number)]
            : throw Wrong(NoBytes);
    }

    private byte[] FromBase64(string text)
    {
        var bytes = new byte[text.Length];

        return Convert.TryFromBase64String(text, bytes, out var length) ? bytes[..length] : throw Wrong("This text is no base64.");
    }

    private JsValue List(byte[] bytes)
    {
        ScriptWatch.CheckItems(bytes.Length);
        var list = engine.Array.Construct([]);
        for (var i = 0; i < bytes.Length; i++) list.Put(i.ToString(CultureInfo.InvariantCulture), (int)bytes[i], false);

        return list;
    }

    /// <summary>An error that the script can catch.</summary>
    private JavaScriptException Wrong(string message) => new(engine.TypeError, message);
}
