using System.Buffers.Binary;
using System.Text;

namespace StaffFlows.Benchmarks.Counting;

/// <summary>
/// Reads what a PostgreSQL server answers, message by message, in pieces of any size: ReadyForQuery ends a round trip,
/// CommandComplete tells how many rows a statement changed, and a transaction that changed some is a durable commit.
/// </summary>
internal sealed class WireCounter
{
    private const int HeaderLength = 5;
    private static readonly string[] Changes = ["INSERT", "UPDATE", "DELETE", "MERGE"];

    private readonly byte[] header = new byte[HeaderLength];
    private readonly List<byte> body = [];
    private int headerRead;
    private int left;
    private bool changed;

    public long RoundTrips { get; private set; }

    public long Commits { get; private set; }

    public long RowChanges { get; private set; }

    public void Read(ReadOnlySpan<byte> piece)
    {
        while (!piece.IsEmpty)
        {
            if (headerRead < HeaderLength)
            {
                header[headerRead++] = piece[0];
                piece = piece[1..];
                if (headerRead == HeaderLength) left = BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(1)) - 4;
            }
            else
            {
                var taken = Math.Min(left, piece.Length);
                if (header[0] is (byte)'C' or (byte)'Z') body.AddRange(piece[..taken]);
                left -= taken;
                piece = piece[taken..];
            }

            if (headerRead == HeaderLength && left == 0) EndMessage();
        }
    }

    private void EndMessage()
    {
        if (header[0] is (byte)'C') NoteStatement(Encoding.ASCII.GetString([.. body]).TrimEnd('\0').Split(' '));
        else if (header[0] is (byte)'Z') NoteReady(isIdle: body[0] is (byte)'I');

        body.Clear();
        headerRead = 0;
    }

    private void NoteStatement(string[] tag)
    {
        if (!Changes.Contains(tag[0]) || !long.TryParse(tag[^1], out var rows) || rows == 0) return;

        RowChanges += rows;
        changed = true;
    }

    private void NoteReady(bool isIdle)
    {
        RoundTrips++;
        if (!isIdle) return;

        if (changed) Commits++;
        changed = false;
    }
}
