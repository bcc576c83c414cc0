using System.Security.Cryptography;

namespace StaffFlows.Engine.Execution;

/// <summary>
/// Ids and random numbers of one burst. The same seed gives the same sequence, so that a burst can be repeated; <see cref="Create"/>
/// draws a seed nobody else has. Ids are version-7 GUIDs and rise within the burst.
/// </summary>
public sealed class IdSource(DateTimeOffset now, UInt128 seed)
{
    private const ulong Increment = 0x9E3779B97F4A7C15;
    private readonly long milliseconds = now.ToUnixTimeMilliseconds();
    private ulong high = (ulong)(seed >> 64);
    private ulong low = (ulong)seed;
    private int counter;

    public static IdSource Create(DateTimeOffset now)
    {
        Span<byte> bytes = stackalloc byte[16];
        RandomNumberGenerator.Fill(bytes);

        return new(now, new UInt128(BitConverter.ToUInt64(bytes), BitConverter.ToUInt64(bytes[8..])));
    }

    public Guid NewId()
    {
        // RFC 9562, method 1: a counter in rand_a keeps the order within the burst.
        var sequence = counter++ & 0xFFF;
        Span<byte> bytes = stackalloc byte[16];
        System.Buffers.Binary.BinaryPrimitives.WriteInt64BigEndian(bytes, milliseconds << 16);
        bytes[6] = (byte)(0x70 | (sequence >> 8));
        bytes[7] = (byte)sequence;
        System.Buffers.Binary.BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], (Next(ref high) ^ Next(ref low)) & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000);

        return new Guid(bytes, bigEndian: true);
    }

    /// <summary>In [0, 1).</summary>
    public double NextRandom() => ((Next(ref high) ^ Next(ref low)) >> 11) * (1.0 / (1UL << 53));

    /// <summary>SplitMix64: two streams, seeded apart, give 128 bits of state.</summary>
    private static ulong Next(ref ulong state)
    {
        var z = state += Increment;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;

        return z ^ (z >> 31);
    }
}
