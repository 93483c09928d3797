namespace MySqlOps.Engine.Protocol.Binlog;

/// <summary>What every event begins with (MySQL Source Code Documentation, "Common event header").</summary>
/// <param name="Seconds">When it was made, in seconds since 1970.</param>
/// <param name="Type">Its type.</param>
/// <param name="Length">Its bytes, with this header and a checksum.</param>
/// <param name="End">Where the next event begins in the log.</param>
internal sealed record EventHeader(uint Seconds, BinlogEventType Type, long Length, long End)
{
    private const int ShortestEvent = 19;

    /// <summary>Reads it.</summary>
    public static EventHeader Read(EventBytes bytes)
    {
        var seconds = bytes.UInt32();
        var type = (BinlogEventType)bytes.Byte();
        _ = bytes.UInt32(); // server id
        var length = bytes.UInt32();
        var end = bytes.UInt32();
        _ = bytes.UInt16(); // flags
        return length >= ShortestEvent
            ? new EventHeader(seconds, type, length, end)
            : throw new BinlogFormatException("An event of the binary log is shorter than its own header.");
    }
}
