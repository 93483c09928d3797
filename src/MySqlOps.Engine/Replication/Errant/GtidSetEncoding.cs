using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using MySqlOps.Engine.Replication.Gtids;

namespace MySqlOps.Engine.Replication.Errant;

/// <summary>A GTID set in the server's own bytes, as a replica sends it (MySQL Source Code Documentation, "COM_BINLOG_DUMP_GTID"; with tags since 8.3).</summary>
internal static class GtidSetEncoding
{
    /// <summary>The bytes. Only a set with tags takes the newer form, which servers without tags do not know.</summary>
    public static byte[] Encode(GtidSet set)
    {
        const ulong TaggedForm = 1;
        var parts = set.Intervals.GroupBy(static one => one.Source).ToList();
        var isTagged = parts.Any(static part => part.Key.Tag.Length > 0);
        var bytes = new ArrayBufferWriter<byte>();
        Write(bytes, isTagged ? (TaggedForm << 56) | ((ulong)parts.Count << 8) | TaggedForm : (ulong)parts.Count);
        foreach (var part in parts)
        {
            Guid.Parse(part.Key.Uuid).TryWriteBytes(bytes.GetSpan(16), bigEndian: true, out _);
            bytes.Advance(16);
            if (isTagged)
            {
                bytes.Write([(byte)(part.Key.Tag.Length << 1)]);
                bytes.Write(Encoding.ASCII.GetBytes(part.Key.Tag));
            }

            Write(bytes, (ulong)part.Count());
            foreach (var (_, interval) in part)
            {
                // The end is the number after the last.
                Write(bytes, (ulong)interval.First);
                Write(bytes, (ulong)interval.Last + 1);
            }
        }

        return bytes.WrittenSpan.ToArray();
    }

    private static void Write(ArrayBufferWriter<byte> bytes, ulong number)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.GetSpan(8), number);
        bytes.Advance(8);
    }
}
