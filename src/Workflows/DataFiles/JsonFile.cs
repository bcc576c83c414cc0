using System.Collections.Immutable;
using System.Text.Json;
using StaffFlows.Engine.Execution;

namespace StaffFlows.Workflows.DataFiles;

/// <summary>Opens a JSON data file within limits and hands its root to a reader that collects every error.</summary>
internal static class JsonFile
{
    public const int MaxBytes = 8 * 1024 * 1024;
    private const int MaxDepth = 16;
    private const int MaxErrors = 200;

    public static Reading<T> Read<T>(ReadOnlyMemory<byte> utf8, Func<JsonRow, T> read)
    {
        if (utf8.Length > MaxBytes) return Refuse<T>("file-too-large", $"{MaxBytes / 1024 / 1024}");

        try
        {
            using var document = JsonDocument.Parse(WithoutByteOrderMark(utf8), new() { MaxDepth = MaxDepth });
            if (document.RootElement.ValueKind != JsonValueKind.Object) return Refuse<T>("object-expected");

            var errors = new List<FieldRejection>();
            var value = read(new JsonRow(document.RootElement, "", errors));
            return errors.Count == 0 ? new Reading<T>.Complete(value) : new Reading<T>.Refused([.. errors.Take(MaxErrors)]);
        }
        catch (JsonException e)
        {
            return Refuse<T>("json-invalid", $"{e.LineNumber + 1}", $"{e.BytePositionInLine + 1}");
        }
    }

    private static Reading<T>.Refused Refuse<T>(string code, params ImmutableArray<string> arguments) =>
        new([new FieldRejection("$", code, arguments)]);

    private static ReadOnlyMemory<byte> WithoutByteOrderMark(ReadOnlyMemory<byte> utf8) =>
        utf8.Span.StartsWith("\uFEFF"u8) ? utf8[3..] : utf8;
}
