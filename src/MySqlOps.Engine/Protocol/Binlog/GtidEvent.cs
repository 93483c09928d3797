using System.Numerics;
using System.Text;

namespace MySqlOps.Engine.Protocol.Binlog;

/// <summary>The event that begins a transaction and names it.</summary>
/// <param name="Gtid">The transaction's name.</param>
/// <param name="CommitMicroseconds">When it was committed where it was made first, in microseconds since 1970; null when the log does not say.</param>
/// <param name="LengthBytes">The transaction's bytes in the log; null when the log does not say.</param>
internal sealed record GtidEvent(BinlogGtid Gtid, long? CommitMicroseconds, long? LengthBytes)
{
    private const byte CommitOrder = 2;
    private const int MostTag = 32;

    /// <summary>Reads a GTID_LOG_EVENT (MySQL Source Code Documentation, "Gtid_event").</summary>
    public static GtidEvent Read(EventBytes bytes)
    {
        const ulong HasOriginal = 1UL << 55;
        _ = bytes.Byte();
        var uuid = bytes.Uuid();
        var gtid = new BinlogGtid(uuid, "", Positive(bytes.Number(8)));
        if (bytes.Left < 17 || bytes.Byte() != CommitOrder)
            return new GtidEvent(gtid, null, null);
        bytes.Skip(16);
        if (bytes.Left < 7)
            return new GtidEvent(gtid, null, null);
        var immediate = bytes.Number(7);
        var commit = (immediate & HasOriginal) != 0 ? bytes.Number(7) : immediate;
        return new GtidEvent(gtid, (long)(commit & (HasOriginal - 1)), bytes.Left > 0 ? bytes.Length() : null);
    }

    /// <summary>Reads a GTID_TAGGED_LOG_EVENT, which is a message of numbered fields (MySQL Source Code Documentation, "Library mysql_serialization", and "Gtid_event").</summary>
    public static GtidEvent ReadTagged(EventBytes bytes)
    {
        _ = Variable(bytes); // version of the format
        _ = Variable(bytes); // bytes of the message
        _ = Variable(bytes); // the last field that must not be ignored
        Guid? uuid = null;
        long? number = null;
        var tag = "";
        long? immediate = null;
        long? original = null;
        long? length = null;
        while (bytes.Left > 0)
        {
            switch (Variable(bytes))
            {
                case 0:
                    _ = Variable(bytes);
                    break;
                case 1:
                    uuid = TaggedUuid(bytes);
                    break;
                case 2:
                    number = Signed(bytes);
                    break;
                case 3:
                    tag = Tag(bytes);
                    break;
                case 4 or 5:
                    _ = Signed(bytes);
                    break;
                case 6:
                    immediate = Positive(Variable(bytes));
                    break;
                case 7:
                    original = Positive(Variable(bytes));
                    break;
                case 8:
                    length = Positive(Variable(bytes));
                    break;
                default:
                    // Fields come in the order of their numbers; what follows is not needed.
                    bytes.Skip(bytes.Left);
                    break;
            }
        }

        return uuid is { } known && number is > 0
            ? new GtidEvent(new BinlogGtid(known, tag, number.Value), original ?? immediate, length)
            : throw new BinlogFormatException("An event of the binary log names no transaction.");
    }

    private static Guid TaggedUuid(EventBytes bytes)
    {
        Span<byte> uuid = stackalloc byte[16];
        for (var i = 0; i < uuid.Length; i++)
        {
            var part = Variable(bytes);
            uuid[i] = part <= byte.MaxValue ? (byte)part : throw new BinlogFormatException("An event of the binary log has a UUID that is none.");
        }

        return new Guid(uuid, bigEndian: true);
    }

    private static string Tag(EventBytes bytes)
    {
        var length = Variable(bytes);
        return length <= MostTag ? Encoding.ASCII.GetString(bytes.Take((long)length)) : throw new BinlogFormatException("An event of the binary log has a tag that is too long.");
    }

    /// <summary>A number whose first byte ends in as many ones as there are further bytes.</summary>
    private static ulong Variable(EventBytes bytes)
    {
        var first = bytes.Byte();
        var more = BitOperations.TrailingZeroCount((uint)(byte)~first | 0x100);
        var rest = bytes.Number(more);
        return more >= 7 ? rest : ((ulong)first >> (more + 1)) | (rest << (7 - more));
    }

    /// <summary>The sign is the lowest bit.</summary>
    private static long Signed(EventBytes bytes)
    {
        var value = Variable(bytes);
        return (value & 1) == 0 ? (long)(value >> 1) : -(long)(value >> 1) - 1;
    }

    private static long Positive(ulong number) => number <= long.MaxValue ? (long)number : throw new BinlogFormatException("An event of the binary log has a number beyond all bounds.");
}
