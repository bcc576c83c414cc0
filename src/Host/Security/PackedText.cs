using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace StaffFlows.Host.Security;

/// <summary>
/// Long texts in fewer bytes, before they are encrypted: an instance's state repeats its member names and ids, and shrinks to a third.
/// Four bytes of length, then Brotli.
/// </summary>
internal static class PackedText
{
    /// <summary>Shorter ones gain nothing.</summary>
    public const int WorthIt = 512;

    private const int Length = sizeof(int);
    private const int Quality = 2;
    private const int Window = 16;

    public static byte[] Pack(ReadOnlySpan<byte> text)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(Length + BrotliEncoder.GetMaxCompressedLength(text.Length));
        try
        {
            BinaryPrimitives.WriteInt32LittleEndian(buffer, text.Length);
            if (!BrotliEncoder.TryCompress(text, buffer.AsSpan(Length), out var written, Quality, Window))
                throw new InvalidOperationException("A text did not fit into the greatest length that packing says it can have.");
            return buffer[..(Length + written)];
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }

    /// <exception cref="FormatException">These are not the bytes of a packed text.</exception>
    public static string Unpack(ReadOnlySpan<byte> packed)
    {
        if (packed.Length < Length || BinaryPrimitives.ReadInt32LittleEndian(packed) < 0)
            throw new FormatException("A packed text is too short.");

        var text = new byte[BinaryPrimitives.ReadInt32LittleEndian(packed)];
        return BrotliDecoder.TryDecompress(packed[Length..], text, out var written) && written == text.Length
            ? Encoding.UTF8.GetString(text)
            : throw new FormatException("A packed text is damaged.");
    }
}
