using System.Buffers.Binary;

namespace MySqlOps.Engine.Protocol.Binlog;

/// <summary>The command that asks a server for its binary logs (MySQL Source Code Documentation, "COM_BINLOG_DUMP_GTID").</summary>
internal static class BinlogRequest
{
    private const byte DumpGtid = 0x1E;
    private const ushort NonBlocking = 0x01;
    private const ushort ThroughGtid = 0x04;

    /// <summary>What the session says before it asks. Without it the server takes us for a replica too old to know checksums, and refuses.</summary>
    /// <remarks>
    /// NONE is only about what comes before the first format description; from then on each log has what it was written with. The first name is the one that servers
    /// before 8.0.26 read. No server_id and no replica_uuid is given: the server then takes us for no replica, and ends no replica's connection for ours.
    /// </remarks>
    public const string Prepare = "SET @master_binlog_checksum = 'NONE', @source_binlog_checksum = 'NONE'";

    /// <summary>Asks for all transactions but these, up to where the logs end now.</summary>
    /// <param name="excluded">The transactions that are not wanted, in the server's encoding of a GTID set.</param>
    public static byte[] Make(ReadOnlySpan<byte> excluded)
    {
        var command = new byte[23 + excluded.Length];
        command[0] = DumpGtid;
        BinaryPrimitives.WriteUInt16LittleEndian(command.AsSpan(1), NonBlocking | ThroughGtid);
        BinaryPrimitives.WriteUInt32LittleEndian(command.AsSpan(3), 0);
        BinaryPrimitives.WriteInt32LittleEndian(command.AsSpan(7), 0);
        BinaryPrimitives.WriteInt64LittleEndian(command.AsSpan(11), 4);
        BinaryPrimitives.WriteInt32LittleEndian(command.AsSpan(19), excluded.Length);
        excluded.CopyTo(command.AsSpan(23));
        return command;
    }
}
