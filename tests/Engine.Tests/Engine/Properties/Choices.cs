namespace StaffFlows.Engine.Tests.Engine.Properties;

/// <summary>A random case as a row of bytes: shorter rows and smaller bytes make simpler cases, so that FsCheck can shrink any of them.</summary>
internal sealed class Choices(byte[] bytes)
{
    private int position;

    public bool IsExhausted => position >= bytes.Length;

    /// <summary>From 0 to <paramref name="count"/> − 1; 0 once the row is used up.</summary>
    public int Next(int count) => IsExhausted ? 0 : bytes[position++] % count;

    /// <summary>True one time in <paramref name="count"/>; false once the row is used up.</summary>
    public bool OneIn(int count) => Next(count) == count - 1 && count > 1;

    public T Pick<T>(params T[] items) => items[Next(items.Length)];
}
