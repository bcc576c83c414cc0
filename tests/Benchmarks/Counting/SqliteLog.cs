using System.Buffers.Binary;

namespace StaffFlows.Benchmarks.Counting;

/// <summary>Reads the write-ahead log beside a SQLite file from outside: its length in bytes, and the frames that end a commit.</summary>
internal static class SqliteLog
{
    private const int HeaderLength = 32;
    private const int FrameHeaderLength = 24;

    /// <param name="Salt">Changes when the log begins anew; two readings with different salts cannot be compared.</param>
    public sealed record Reading(uint Salt, long Bytes, long Commits);

    public static Reading Read(string databaseFile)
    {
        using var file = new FileStream($"{databaseFile}-wal", FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        Span<byte> header = stackalloc byte[HeaderLength];
        if (file.ReadAtLeast(header, HeaderLength, throwOnEndOfStream: false) < HeaderLength) return new(0, 0, 0);

        var (pageSize, salt) = (BinaryPrimitives.ReadInt32BigEndian(header[8..]), BinaryPrimitives.ReadUInt32BigEndian(header[16..]));
        var (frames, commits) = (0L, 0L);
        Span<byte> frame = stackalloc byte[FrameHeaderLength];
        while (file.ReadAtLeast(frame, FrameHeaderLength, throwOnEndOfStream: false) == FrameHeaderLength
            && BinaryPrimitives.ReadUInt32BigEndian(frame[8..]) == salt)        // what is left of an earlier log has another salt
        {
            frames++;
            if (BinaryPrimitives.ReadInt32BigEndian(frame[4..]) != 0) commits++;
            file.Seek(pageSize, SeekOrigin.Current);
        }

        return new(salt, frames * (pageSize + FrameHeaderLength), commits);
    }
}
